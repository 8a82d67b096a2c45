import { describe, expect, it } from 'vitest';
import { ClockDifference } from './serverClock';

describe('the difference to the server’s clock', () => {
  it('is none before it is known', () => {
    expect(new ClockDifference().aheadMillis).toBe(0);
  });

  it('takes half the round trip off', () => {
    const difference = new ClockDifference();
    difference.add(10_050, 5_000, 5_100);
    expect(difference.aheadMillis).toBe(5_000);
  });

  it('is none within the error of the measurement', () => {
    const difference = new ClockDifference();
    difference.add(5_250, 5_000, 5_800);
    expect(difference.aheadMillis).toBe(0);
  });

  it('believes the quickest answer, not the newest', () => {
    const difference = new ClockDifference();
    difference.add(10_010, 5_000, 5_020);
    difference.add(11_000, 5_100, 7_100);
    expect(difference.aheadMillis).toBe(5_000);
  });

  it('forgets old answers, because clocks drift', () => {
    const difference = new ClockDifference();
    difference.add(1_000, 0, 0);
    for (let i = 0; i < 8; i++) difference.add(2_005, 0, 10);
    expect(difference.aheadMillis).toBe(2_000);
  });
});
