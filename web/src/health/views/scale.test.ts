import { describe, expect, it } from 'vitest';
import { niceMost, runsOf, stepPath, tickWords, timeTicks } from './scale';

const hour = 3_600_000;

describe('scales', () => {
  it('end at a round number whose half is whole', () => {
    expect([0, 1, 2, 3, 4, 5, 7, 11, 33, 51, 300].map(niceMost)).toEqual([2, 2, 2, 4, 4, 10, 10, 20, 40, 100, 400]);
  });

  it('have few ticks at round moments', () => {
    const from = new Date(2026, 10, 20, 14, 25).getTime();
    const to = from + 24 * hour;
    const ticks = timeTicks(from, to, 5);
    expect(ticks.map((at) => tickWords(at, to - from))).toEqual(['18:00', '00:00', '06:00', '12:00']);
    expect(timeTicks(from, from + 7 * 24 * hour, 7)).toHaveLength(7);
    expect(timeTicks(from, from + 30 * 24 * hour, 6).length).toBeLessThanOrEqual(6);
  });

  it('leave out the time in which nobody counted', () => {
    const at = (minute: number) => ({ at: new Date(minute * 60_000).toISOString() });
    const runs = runsOf([0, 1, 2, 7, 8].map(at), 60_000);
    expect(runs.map((run) => run.length)).toEqual([3, 2]);
    expect(runsOf([], 60_000)).toEqual([]);
  });

  it('draw steps that hold until the next', () => {
    expect(stepPath([{ x: 0, y: 10 }, { x: 5, y: 2 }], 9)).toBe('M0,10H5V2H9');
    expect(stepPath([], 9)).toBe('');
  });
});
