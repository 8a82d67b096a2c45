import type { CameraEvent } from '../../api/devices';

/** Events that the page has, newest first, without a gap. */
export interface HeldEvents {
  events: CameraEvent[];
  /** The server has older ones. */
  more: boolean;
}

interface Answered {
  items: CameraEvent[];
  next: string | null;
}

/** Of a camera that says something all the time. */
const most = 500;

export const nothingHeld: HeldEvents = { events: [], more: false };

/** What the server told by itself. */
export function withTold(held: HeldEvents, event: CameraEvent): HeldEvents {
  const newest = held.events[0];
  if (newest && number(event) <= number(newest)) return held;
  return cut({ events: [event, ...held.events], more: held.more });
}

/** The newest events that the server has: what is held stays where the two have no gap between them. */
export function withNewest(held: HeldEvents, { items, next }: Answered): HeldEvents {
  const newest = items[0];
  const oldest = items.at(-1);
  const toldLast = held.events[0];
  // The first event may have been told while this answer was on its way.
  if (!newest || !oldest) return held;
  if (!toldLast || number(oldest) > number(toldLast) + 1) {
    return { events: items, more: next !== null };
  }
  const after = held.events.filter((event) => number(event) > number(newest));
  const before = held.events.filter((event) => number(event) < number(oldest));
  return cut({
    events: [...after, ...items, ...before],
    more: before.length > 0 ? held.more : next !== null,
  });
}

/** Those that come after the last of `held`. */
export function withOlder(held: HeldEvents, { items, next }: Answered): HeldEvents {
  const oldest = held.events.at(-1);
  const further = oldest ? items.filter((event) => number(event) < number(oldest)) : items;
  return { events: [...held.events, ...further], more: next !== null };
}

function cut({ events, more }: HeldEvents): HeldEvents {
  return { events: events.slice(0, most), more: more || events.length > most };
}

/** They count up by one. */
function number(event: CameraEvent): number {
  return Number(event.id);
}
