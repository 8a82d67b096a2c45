import type { HealthPeriod } from '../../api/devices';

/** A part of the strip: a status from one share of its length to another. */
export interface Stretch {
  status: string;
  from: number;
  to: number;
}

/** What of some periods lies in a window, oldest first. Pure. */
export function stretches(periods: readonly HealthPeriod[], fromMillis: number, toMillis: number): Stretch[] {
  const length = toMillis - fromMillis;
  return periods
    .map((period) => ({
      status: period.status,
      from: Math.max(0, (Date.parse(period.from) - fromMillis) / length),
      to: Math.min(1, ((period.until === null ? toMillis : Date.parse(period.until)) - fromMillis) / length),
    }))
    .filter((stretch) => stretch.to > stretch.from)
    .reverse();
}

/** Share of the time known in a window that a camera was online; undefined when nothing is known. */
export function onlineShare(found: readonly Stretch[]): number | undefined {
  const known = found.filter((stretch) => stretch.status !== 'unknown');
  const all = known.reduce((sum, stretch) => sum + stretch.to - stretch.from, 0);
  if (all === 0) return undefined;
  const online = known.filter((stretch) => stretch.status === 'online');
  return online.reduce((sum, stretch) => sum + stretch.to - stretch.from, 0) / all;
}

const words: Record<string, string> = {
  online: 'Online',
  offline: 'Offline',
  'online-without-picture': 'No picture',
  unknown: 'Not looked at yet',
};

export function healthWords(status: string): string {
  return words[status] ?? status;
}
