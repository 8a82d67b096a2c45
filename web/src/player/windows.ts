/** Recordings are asked for in windows that lie on a fixed grid, so that caches see the same URLs. */
export interface Window {
  fromMillis: number;
  toMillis: number;
}

export const windowMillis = 10 * 60_000;

export function windowAt(wallMillis: number, nowMillis: number): Window {
  const fromMillis = Math.floor(wallMillis / windowMillis) * windowMillis;
  return { fromMillis, toMillis: endOf(fromMillis, nowMillis) };
}

/** The next one; after a window that was cut at "now", what came since. */
export function windowAfter(window: Window, nowMillis: number): Window {
  const aligned = window.toMillis % windowMillis === 0;
  const fromMillis = window.toMillis;
  return { fromMillis, toMillis: aligned ? endOf(fromMillis, nowMillis) : Math.max(fromMillis + 1, nowMillis) };
}

function endOf(fromMillis: number, nowMillis: number): number {
  return Math.max(fromMillis + 1, Math.min(fromMillis + windowMillis, nowMillis));
}
