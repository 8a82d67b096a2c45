import { spanOf, type View } from './viewport';

/** Marks along the timeline, on round local times. */
export interface Tick {
  atMillis: number;
  label: string;
  /** Begins a day (or, when zoomed in further, a minute): drawn stronger. */
  major: boolean;
}

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

const steps = [
  100, 200, 500, second, 2 * second, 5 * second, 10 * second, 30 * second,
  minute, 2 * minute, 5 * minute, 10 * minute, 30 * minute,
  hour, 2 * hour, 3 * hour, 6 * hour, 12 * hour, day, 2 * day, 7 * day,
];

const labelPixels = 84;

export function stepFor(view: View, widthPixels: number): number {
  const least = (spanOf(view) / Math.max(widthPixels, 1)) * labelPixels;
  return steps.find((step) => step >= least) ?? 7 * day;
}

export function ticksIn(view: View, widthPixels: number): Tick[] {
  const step = stepFor(view, widthPixels);
  return step < day ? withinDays(view, step) : wholeDays(view, step / day);
}

/** Steps are counted from each local midnight, so that they stay round when clocks change. */
function withinDays(view: View, step: number): Tick[] {
  const ticks: Tick[] = [];
  for (let midnight = localMidnight(view.fromMillis); midnight <= view.toMillis; midnight = nextMidnight(midnight)) {
    const end = Math.min(nextMidnight(midnight), view.toMillis + 1);
    const first = midnight + Math.max(0, Math.ceil((view.fromMillis - midnight) / step)) * step;
    for (let at = first; at < end; at += step) {
      const atMidnight = at === midnight;
      ticks.push({ atMillis: at, label: atMidnight ? dateLabel(at) : timeLabel(at, step), major: atMidnight || (step < minute && at % minute === 0) });
    }
  }
  return ticks;
}

function wholeDays(view: View, stepDays: number): Tick[] {
  const ticks: Tick[] = [];
  for (let midnight = localMidnight(view.fromMillis); midnight <= view.toMillis; midnight = nextMidnight(midnight)) {
    const dayNumber = Math.round((midnight - new Date(midnight).getTimezoneOffset() * minute) / day);
    if (midnight >= view.fromMillis && dayNumber % stepDays === 0) {
      ticks.push({ atMillis: midnight, label: dateLabel(midnight), major: new Date(midnight).getDate() === 1 });
    }
  }
  return ticks;
}

function localMidnight(millis: number): number {
  return new Date(millis).setHours(0, 0, 0, 0);
}

function nextMidnight(midnight: number): number {
  const date = new Date(midnight);
  return new Date(date.getFullYear(), date.getMonth(), date.getDate() + 1).getTime();
}

function timeLabel(millis: number, step: number): string {
  const date = new Date(millis);
  const two = (value: number) => String(value).padStart(2, '0');
  const minutes = `${two(date.getHours())}:${two(date.getMinutes())}`;
  if (step >= minute) return minutes;
  const seconds = `${minutes}:${two(date.getSeconds())}`;
  return step >= second ? seconds : `${seconds}.${Math.floor(date.getMilliseconds() / 100)}`;
}

function dateLabel(millis: number): string {
  return new Date(millis).toLocaleDateString([], { weekday: 'short', day: 'numeric', month: 'short' });
}
