import { describe, expect, it } from 'vitest';
import { LiveEdge, type PlaybackState } from './liveEdge';

const settings = { targetMillis: 350, maxTargetMillis: 1000 };
const startMillis = 1_000_000;

/** An edge where media second 0 ended at `startMillis`, fed a chunk each 200 ms for `seconds`. */
function fedFor(seconds: number): LiveEdge {
  const edge = new LiveEdge(settings);
  for (let at = 0; at <= seconds + 1e-9; at += 0.2) edge.arrived(startMillis + at * 1000, at);
  return edge;
}

function playing(atSeconds: number, currentSeconds: number, more: Partial<PlaybackState> = {}): PlaybackState {
  return {
    nowMillis: startMillis + atSeconds * 1000,
    currentSeconds,
    readyState: 4,
    buffered: [[0, atSeconds]],
    ...more,
  };
}

describe('LiveEdge', () => {
  it('plays at normal speed at the target', () => {
    expect(fedFor(5).decide(playing(5, 4.65))).toEqual({ kind: 'rate', rate: 1 });
  });

  it('leaves small errors alone', () => {
    expect(fedFor(5).decide(playing(5, 4.6))).toEqual({ kind: 'rate', rate: 1 });
    expect(fedFor(5).decide(playing(5, 4.7))).toEqual({ kind: 'rate', rate: 1 });
  });

  it('places itself once at joining, even when only a little behind', () => {
    const edge = fedFor(5);
    expect(edge.decide(playing(5, 4.2))).toHaveProperty('toSeconds', expect.closeTo(4.65));
    expect(edge.decide(playing(5, 4.2))).toEqual({ kind: 'rate', rate: 1.08 });
  });

  it('speeds up when behind and slows down when ahead', () => {
    expect(fedFor(5).decide(playing(5, 4.5))).toEqual({ kind: 'rate', rate: 1.08 });
    expect(fedFor(5).decide(playing(5, 4.8))).toEqual({ kind: 'rate', rate: 0.94 });
  });

  it('keeps correcting until it is settled, then stops', () => {
    const edge = fedFor(5);
    edge.decide(playing(5, 4.5));
    expect(edge.decide(playing(5, 4.6))).toEqual({ kind: 'rate', rate: 1.08 });
    expect(edge.decide(playing(5, 4.64))).toEqual({ kind: 'rate', rate: 1 });
  });

  it('seeks when more than a second behind', () => {
    const move = fedFor(5).decide(playing(5, 2));
    expect(move.kind).toBe('seek');
    expect(move).toHaveProperty('toSeconds', expect.closeTo(4.65));
  });

  it('is not moved by the late arrival of one chunk', () => {
    const edge = fedFor(5);
    edge.arrived(startMillis + 5500, 5.2);
    expect(edge.decide(playing(5.5, 5.15))).toEqual({ kind: 'rate', rate: 1 });
  });

  it('ignores the burst of old chunks at joining', () => {
    const edge = new LiveEdge(settings);
    for (let media = 0; media <= 2; media += 0.2) edge.arrived(startMillis + 2000, media);
    const move = edge.decide(playing(2, 0));
    expect(move).toHaveProperty('toSeconds', expect.closeTo(1.65));
  });

  it('never seeks to where no media is', () => {
    const edge = fedFor(5);
    edge.decide(playing(5, 4.65));
    expect(edge.decide(playing(9, 4.9, { buffered: [[0, 5]] }))).toEqual({ kind: 'rate', rate: 1.08 });
  });

  it('jumps over a hole when playback stands before it', () => {
    const edge = fedFor(30);
    const state = playing(30, 10, { readyState: 2, buffered: [[0, 10], [29.5, 30]] });
    const move = edge.decide(state);
    expect(move).toHaveProperty('toSeconds', expect.closeTo(29.65));
  });

  it('waits at a hole while there is still something to play before it', () => {
    const edge = fedFor(10.4);
    const state = playing(10.4, 9.95, { readyState: 2, buffered: [[0, 10], [10.2, 10.4]] });
    expect(edge.decide(state).kind).toBe('rate');
  });

  it('keeps more distance after a stall and comes back when it stays calm', () => {
    const edge = fedFor(5);
    edge.stalled(startMillis);
    expect(edge.targetMillis).toBe(430);
    for (let stall = 0; stall < 20; stall++) edge.stalled(startMillis);
    expect(edge.targetMillis).toBe(1000);
    for (let at = 0; at < 40 * 21; at += 21) edge.decide(playing(at, at));
    expect(edge.targetMillis).toBe(350);
  });

  it('knows nothing of the edge before media arrives, or after the timeline begins anew', () => {
    const edge = fedFor(5);
    edge.restarted();
    expect(edge.lateSeconds(startMillis, 0)).toBeUndefined();
    expect(edge.decide(playing(5, 0))).toEqual({ kind: 'rate', rate: 1 });
  });

  it('forgets an edge that is no longer reached', () => {
    const edge = fedFor(1);
    for (let at = 1.2; at <= 20; at += 0.2) edge.arrived(startMillis + at * 1000 + 300, at);
    expect(edge.lateSeconds(startMillis + 20_000, 19.35)).toBeCloseTo(0);
  });
});
