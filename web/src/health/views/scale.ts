const mantissas = [2, 4, 10];

/** The smallest of 2, 4, 10, 20, 40, 100, … that is not below `value`: half of each is whole. */
export function niceMost(value: number): number {
  for (let power = 1; ; power *= 10) {
    const most = mantissas.map((mantissa) => mantissa * power).find((each) => each >= value);
    if (most !== undefined) return most;
  }
}

const hour = 3_600_000;
const day = 24 * hour;
const distances = [hour, 2 * hour, 3 * hour, 6 * hour, 12 * hour, day, 2 * day, 7 * day, 14 * day];

/** Round moments between two, in local time: at most `most` of them. */
export function timeTicks(fromMillis: number, toMillis: number, most: number): number[] {
  const span = toMillis - fromMillis;
  const distance = distances.find((each) => span / each <= most) ?? 28 * day;
  const midnight = new Date(fromMillis);
  midnight.setHours(0, 0, 0, 0);
  const ticks: number[] = [];
  for (let at = new Date(midnight); at.getTime() <= toMillis; at = next(at, distance)) {
    if (at.getTime() >= fromMillis) ticks.push(at.getTime());
  }
  return ticks;
}

/** By the calendar, as days with a change of the clock have 23 or 25 hours. */
function next(at: Date, distance: number): Date {
  const later = new Date(at);
  if (distance >= day) later.setDate(at.getDate() + distance / day);
  else later.setHours(at.getHours() + distance / hour);
  return later;
}

export function tickWords(atMillis: number, spanMillis: number): string {
  const at = new Date(atMillis);
  if (spanMillis <= 2 * day) return at.toLocaleTimeString([], { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  if (spanMillis <= 8 * day) return at.toLocaleDateString([], { weekday: 'short', day: 'numeric' });
  return at.toLocaleDateString([], { day: 'numeric', month: 'short' });
}

/** Points that follow each other without a hole; where one is missing, nobody counted. */
export function runsOf<Point extends { at: string }>(points: Point[], stepMillis: number): Point[][] {
  const runs: Point[][] = [];
  let last = Number.NEGATIVE_INFINITY;
  for (const point of points) {
    const at = Date.parse(point.at);
    if (at - last > 1.5 * stepMillis) runs.push([]);
    runs.at(-1)?.push(point);
    last = at;
  }
  return runs;
}

/** Steps through points that each hold until the next one, as an SVG path. */
export function stepPath(points: { x: number; y: number }[], endX: number): string {
  const [first, ...rest] = points;
  if (!first) return '';
  return `M${round(first.x)},${round(first.y)}${rest.map(({ x, y }) => `H${round(x)}V${round(y)}`).join('')}H${round(endX)}`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
