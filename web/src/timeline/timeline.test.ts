import { describe, expect, it } from 'vitest';
import { clipEstimate, grownTo, landingAt, type Recorded } from './recorded';
import { ticksIn } from './ticks';
import { centreOn, follow, leastSpanMillis, millisAt, mostSpanMillis, pan, pixelOf, spanOf, viewEndingNow, zoom } from './viewport';

const now = Date.UTC(2026, 5, 1, 12);
const hour = 3_600_000;
const view = { fromMillis: now - 10 * hour, toMillis: now - 9 * hour };

describe('the view', () => {
  it('keeps the moment under the pointer when it zooms', () => {
    const anchor = view.fromMillis + hour / 4;
    const zoomed = zoom(view, 0.5, anchor, now);
    expect(spanOf(zoomed)).toBe(hour / 2);
    expect(pixelOf(zoomed, anchor, 1000)).toBeCloseTo(pixelOf(view, anchor, 1000));
  });

  it('goes from a second to a month', () => {
    expect(spanOf(zoom(view, 1e-9, view.fromMillis, now))).toBe(leastSpanMillis);
    expect(spanOf(zoom(view, 1e9, view.fromMillis, now))).toBe(mostSpanMillis);
  });

  it('shows little of the future', () => {
    expect(pan(view, 100 * hour, now).toMillis).toBeCloseTo(now + 0.06 * hour);
    expect(centreOn(view, now, now).toMillis).toBeCloseTo(now + 0.06 * hour);
    expect(viewEndingNow(hour, now).toMillis).toBeCloseTo(now + 0.06 * hour);
  });

  it('moves along with a playhead at its right end', () => {
    const edge = view.toMillis - 0.06 * hour;
    expect(follow(view, edge - 500, edge - 400)).toBe(view);
    expect(follow(view, edge, edge + 100).toMillis).toBe(view.toMillis + 100);
  });

  it('stays where it was panned to when the playhead is elsewhere', () => {
    expect(follow(view, now, now + 100)).toBe(view);
  });

  it('maps pixels to moments and back', () => {
    expect(millisAt(view, pixelOf(view, now - 9.5 * hour, 800), 800)).toBeCloseTo(now - 9.5 * hour);
  });
});

describe('ticks', () => {
  it.each([1_000, 30_000, hour, 24 * hour, mostSpanMillis])('stay apart and few over %i ms', (span) => {
    const ticks = ticksIn({ fromMillis: now - span, toMillis: now }, 900);
    expect(ticks.length).toBeGreaterThan(2);
    expect(ticks.length).toBeLessThan(13);
    const gaps = ticks.slice(1).map((tick, index) => tick.atMillis - (ticks[index]?.atMillis ?? 0));
    expect(Math.min(...gaps) / span).toBeGreaterThan(0.04);
  });

  it('names the day at midnight', () => {
    const midnight = new Date(2026, 5, 2).getTime();
    const ticks = ticksIn({ fromMillis: midnight - hour, toMillis: midnight + hour }, 900);
    const tick = ticks.find(({ atMillis }) => atMillis === midnight);
    expect(tick?.major).toBe(true);
    expect(tick?.label).toMatch(/2/);
  });
});

describe('what is recorded', () => {
  const recorded: Recorded = {
    spans: [
      { fromMillis: 1_000, toMillis: 11_000, bytes: 1_000 },
      { fromMillis: 20_000, toMillis: 30_000, bytes: 4_000 },
    ],
    gaps: [{ fromMillis: 11_000, toMillis: 20_000, reason: 'disk-full' }],
  };

  it('lands in a recording', () => {
    expect(landingAt(recorded, 1_000)).toEqual({ kind: 'recorded' });
  });

  it('lands in a gap with its reason and the nearest recording', () => {
    expect(landingAt(recorded, 18_000)).toEqual({ kind: 'gap', reason: 'disk-full', nearestMillis: 20_000 });
    expect(landingAt(recorded, 12_000)).toEqual({ kind: 'gap', reason: 'disk-full', nearestMillis: 9_500 });
    expect(landingAt(recorded, 90_000)).toEqual({ kind: 'gap', reason: undefined, nearestMillis: 28_500 });
    expect(landingAt({ spans: [], gaps: [] }, 5)).toEqual({ kind: 'nothing' });
  });

  it('estimates a clip over a gap', () => {
    expect(clipEstimate(recorded, 6_000, 25_000)).toEqual({ millis: 10_000, bytes: 2_500 });
    expect(clipEstimate(recorded, 12_000, 13_000)).toEqual({ millis: 0, bytes: 0 });
  });

  it('grows while it is being recorded, and not after', () => {
    expect(grownTo(recorded, 33_000, 5_000).spans.at(-1)?.toMillis).toBe(33_000);
    expect(grownTo(recorded, 40_000, 5_000)).toBe(recorded);
  });
});
