/** The part of time that the timeline shows. Pure: each function gives a new view. */
export interface View {
  fromMillis: number;
  toMillis: number;
}

export const leastSpanMillis = 1_000;
export const mostSpanMillis = 31 * 86_400_000;
/** Where "now" comes to lie when the view is full of the past: a little future stays visible. */
const futureShare = 0.06;

export function spanOf(view: View): number {
  return view.toMillis - view.fromMillis;
}

/** A view whose "now" lies near its right end. */
export function viewEndingNow(spanMillis: number, nowMillis: number): View {
  const toMillis = nowMillis + spanMillis * futureShare;
  return { fromMillis: toMillis - spanMillis, toMillis };
}

/** Zooms so that the moment under the pointer stays under it. Factors below 1 show less time. */
export function zoom(view: View, factor: number, anchorMillis: number, nowMillis: number): View {
  const span = spanOf(view);
  const wanted = Math.min(Math.max(span * factor, leastSpanMillis), mostSpanMillis);
  const share = (anchorMillis - view.fromMillis) / span;
  const fromMillis = anchorMillis - share * wanted;
  return notBeyondNow({ fromMillis, toMillis: fromMillis + wanted }, nowMillis);
}

export function pan(view: View, byMillis: number, nowMillis: number): View {
  return notBeyondNow({ fromMillis: view.fromMillis + byMillis, toMillis: view.toMillis + byMillis }, nowMillis);
}

export function centreOn(view: View, atMillis: number, nowMillis: number): View {
  const span = spanOf(view);
  return notBeyondNow({ fromMillis: atMillis - span / 2, toMillis: atMillis + span / 2 }, nowMillis);
}

/** Moves along with a playhead that walks out at the right. A playhead that is elsewhere is let go. */
export function follow(view: View, beforeMillis: number, playheadMillis: number): View {
  const span = spanOf(view);
  const edge = view.toMillis - span * futureShare;
  const wasInside = beforeMillis >= view.fromMillis && beforeMillis <= view.toMillis;
  if (!wasInside || playheadMillis <= edge || playheadMillis - beforeMillis > span / 2) return view;
  const by = playheadMillis - edge;
  return { fromMillis: view.fromMillis + by, toMillis: view.toMillis + by };
}

/** Nothing is recorded in the future, so little of it is shown. */
function notBeyondNow(view: View, nowMillis: number): View {
  const span = spanOf(view);
  const beyond = view.toMillis - (nowMillis + span * futureShare);
  return beyond <= 0 ? view : { fromMillis: view.fromMillis - beyond, toMillis: view.toMillis - beyond };
}

export function pixelOf(view: View, atMillis: number, widthPixels: number): number {
  return ((atMillis - view.fromMillis) / spanOf(view)) * widthPixels;
}

export function millisAt(view: View, pixel: number, widthPixels: number): number {
  return view.fromMillis + (pixel / widthPixels) * spanOf(view);
}
