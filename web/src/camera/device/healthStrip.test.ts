import { describe, expect, it } from 'vitest';
import { onlineShare, stretches } from './healthStrip';

const at = (hour: number) => new Date(Date.UTC(2026, 0, 1, hour)).toISOString();
const period = (status: string, from: number, until: number | null) => ({
  status,
  from: at(from),
  until: until === null ? null : at(until),
  seconds: 0,
  reason: null,
});

describe('the strip of a camera’s health', () => {
  const periods = [period('online', 6, null), period('offline', 4, 6), period('online', 0, 4)];

  it('holds what lies in the window, the oldest first', () => {
    const found = stretches(periods, Date.parse(at(2)), Date.parse(at(10)));
    expect(found).toEqual([
      { status: 'online', from: 0, to: 0.25 },
      { status: 'offline', from: 0.25, to: 0.5 },
      { status: 'online', from: 0.5, to: 1 },
    ]);
    expect(onlineShare(found)).toBeCloseTo(0.75);
  });

  it('says nothing of a time that nobody knows of', () => {
    expect(onlineShare([])).toBeUndefined();
    expect(onlineShare([{ status: 'unknown', from: 0, to: 1 }])).toBeUndefined();
  });
});
