import type { Recordings } from '../api/types';

/** Spans and gaps as numbers, in order, for drawing and for finding what is recorded when. */
export interface Recorded {
  spans: readonly Span[];
  gaps: readonly Gap[];
}

export interface Span {
  fromMillis: number;
  toMillis: number;
  bytes: number;
}

export interface Gap {
  fromMillis: number;
  toMillis: number;
  reason: string;
}

export const nothingRecorded: Recorded = { spans: [], gaps: [] };

export function recordedFrom(answer: Recordings): Recorded {
  const times = (range: { from: string; to: string }) => ({
    fromMillis: Date.parse(range.from),
    toMillis: Date.parse(range.to),
  });
  return {
    spans: answer.spans.map((span) => ({ ...times(span), bytes: span.bytes })),
    gaps: answer.gaps.map((gap) => ({ ...times(gap), reason: gap.reason })),
  };
}

export type Landing =
  | { kind: 'recorded' }
  /** Nothing at that time: `nearestMillis` is where a recording is nearest. */
  | { kind: 'gap'; reason: string | undefined; nearestMillis: number }
  | { kind: 'nothing' };

/** Media this near to the end of a span may not be written yet. */
const endMarginMillis = 1_500;

export function landingAt(recorded: Recorded, atMillis: number): Landing {
  let nearest: number | undefined;
  for (const span of recorded.spans) {
    if (span.fromMillis <= atMillis && atMillis < span.toMillis) return { kind: 'recorded' };
    const edge = atMillis < span.fromMillis ? span.fromMillis : Math.max(span.fromMillis, span.toMillis - endMarginMillis);
    if (nearest === undefined || Math.abs(edge - atMillis) < Math.abs(nearest - atMillis)) nearest = edge;
  }
  if (nearest === undefined) return { kind: 'nothing' };
  return { kind: 'gap', reason: gapAt(recorded, atMillis)?.reason, nearestMillis: nearest };
}

export function gapAt(recorded: Recorded, atMillis: number): Gap | undefined {
  return recorded.gaps.find((gap) => gap.fromMillis <= atMillis && atMillis < gap.toMillis);
}

/** What a clip of this range holds: recorded time, and bytes if they are spread evenly. */
export function clipEstimate(recorded: Recorded, fromMillis: number, toMillis: number): { millis: number; bytes: number } {
  let millis = 0;
  let bytes = 0;
  for (const span of recorded.spans) {
    const overlap = Math.min(span.toMillis, toMillis) - Math.max(span.fromMillis, fromMillis);
    if (overlap <= 0) continue;
    millis += overlap;
    bytes += (span.bytes * overlap) / (span.toMillis - span.fromMillis);
  }
  return { millis, bytes };
}

/** While a recording runs, its last span reaches to now even between two answers of the server. */
export function grownTo(recorded: Recorded, nowMillis: number, lagMillis: number): Recorded {
  const last = recorded.spans.at(-1);
  if (!last || last.toMillis >= nowMillis || nowMillis - last.toMillis > lagMillis) return recorded;
  return { ...recorded, spans: [...recorded.spans.slice(0, -1), { ...last, toMillis: nowMillis }] };
}
