import { describe, expect, it } from 'vitest';
import { aimAt, aimOfKeys, still } from './padVector';

describe('the pad', () => {
  it('does nothing in its middle', () => {
    expect(aimAt(0.1, -0.2)).toEqual(still);
  });

  it('is fastest at its rim, and no faster beyond', () => {
    expect(aimAt(1, 0)).toEqual({ pan: 1, tilt: 0 });
    expect(aimAt(3, 0)).toEqual({ pan: 1, tilt: 0 });
    expect(aimAt(0, -1)).toEqual({ pan: 0, tilt: 1 });
  });

  it('is slow near its middle', () => {
    const { pan, tilt } = aimAt(0.4, 0);
    expect(pan).toBeGreaterThan(0);
    expect(pan).toBeLessThan(0.2);
    expect(tilt).toBe(0);
  });

  it('goes along an axis when that is nearly meant', () => {
    expect(aimAt(0.9, 0.1).tilt).toBe(0);
    expect(aimAt(0.7, 0.7).tilt).toBeLessThan(0);
  });
});

describe('arrow keys', () => {
  it('add up, and cancel each other', () => {
    expect(aimOfKeys(new Set(['ArrowLeft', 'ArrowUp']), true)).toEqual({ pan: -1, tilt: 1 });
    expect(aimOfKeys(new Set(['ArrowLeft', 'ArrowRight']), false)).toEqual(still);
  });
});
