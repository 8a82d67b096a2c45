import { describe, expect, it } from 'vitest';
import { RecordedTimeline, WallClock } from './wallClock';

describe('WallClock', () => {
  it('interpolates from the chunk before', () => {
    const clock = new WallClock();
    clock.add({ mediaSeconds: 10, wallMillis: 1000 });
    clock.add({ mediaSeconds: 12, wallMillis: 9000 });
    expect(clock.wallMillisAt(11.5)).toBe(2500);
    expect(clock.wallMillisAt(12.1)).toBeCloseTo(9100);
    expect(clock.wallMillisAt(9)).toBeUndefined();
  });

  it('keeps its memory bounded', () => {
    const clock = new WallClock();
    for (let second = 0; second < 3600; second++) clock.add({ mediaSeconds: second, wallMillis: second * 1000 });
    expect(clock.wallMillisAt(100)).toBeUndefined();
    expect(clock.wallMillisAt(3599.5)).toBe(3_599_500);
  });
});

describe('RecordedTimeline', () => {
  const timeline = new RecordedTimeline([
    { startSeconds: 0, durationSeconds: 2, wallMillis: 10_000 },
    { startSeconds: 2, durationSeconds: 2, wallMillis: 12_000 },
    { startSeconds: 4, durationSeconds: 2, wallMillis: 60_000 },
  ]);

  it('maps media time to the world and back', () => {
    for (const second of [0, 1.5, 2, 3.999, 4, 5.5]) {
      expect(timeline.mediaSecondsAt(timeline.wallMillisAt(second) ?? NaN)).toBeCloseTo(second);
    }
  });

  it('goes on behind a gap', () => {
    expect(timeline.mediaSecondsAt(30_000)).toBe(4);
    expect(timeline.covers(30_000)).toBe(false);
    expect(timeline.covers(61_000)).toBe(true);
  });

  it('has nothing behind its end', () => {
    expect(timeline.mediaSecondsAt(62_000)).toBeUndefined();
    expect(timeline.wallMillisAt(99)).toBe(62_000);
    expect(timeline.endMillis).toBe(62_000);
  });

  it('is empty without pieces', () => {
    const empty = new RecordedTimeline([]);
    expect(empty.wallMillisAt(0)).toBeUndefined();
    expect(empty.mediaSecondsAt(0)).toBeUndefined();
    expect(empty.startMillis).toBeUndefined();
  });
});
