import { expect, it } from 'vitest';
import type { CameraEvent } from '../../api/devices';
import { nothingHeld, withNewest, withOlder, withTold, type HeldEvents } from './heldEvents';

const event = (id: number): CameraEvent => ({
  id: String(id),
  at: '2026-11-21T12:00:00Z',
  kind: 'motion',
  active: true,
  topic: 'VideoSource/MotionAlarm',
  source: {},
  data: {},
});
const held = (ids: number[], more = false): HeldEvents => ({ events: ids.map(event), more });
const answered = (ids: number[], next: string | null = null) => ({ items: ids.map(event), next });
const ids = ({ events }: HeldEvents) => events.map(({ id }) => Number(id));

it('puts what is told on top, once', () => {
  const told = withTold(withTold(held([9, 8]), event(10)), event(10));
  expect(ids(told)).toEqual([10, 9, 8]);
});

it('keeps what was told while the list was on its way', () => {
  const merged = withNewest(withTold(nothingHeld, event(10)), answered([9, 8], '8'));
  expect(ids(merged)).toEqual([10, 9, 8]);
  expect(merged.more).toBe(true);
});

it('keeps older events that were shown, and knows whether there are more', () => {
  const merged = withNewest(held([9, 8, 7, 6], false), answered([10, 9], '9'));
  expect(ids(merged)).toEqual([10, 9, 8, 7, 6]);
  expect(merged.more).toBe(false);
});

it('begins anew where it missed events', () => {
  expect(ids(withNewest(held([3, 2, 1]), answered([9, 8], '8')))).toEqual([9, 8]);
});

it('goes on below', () => {
  const merged = withOlder(held([9, 8], true), answered([8, 7, 6]));
  expect(ids(merged)).toEqual([9, 8, 7, 6]);
  expect(merged.more).toBe(false);
});

it('does not grow for ever', () => {
  const many = held(Array.from({ length: 500 }, (_, index) => 500 - index));
  const told = withTold(many, event(501));
  expect(told.events).toHaveLength(500);
  expect(told.more).toBe(true);
});

it('keeps the first event when it was told before an answer without any', () => {
  expect(ids(withNewest(held([1]), answered([])))).toEqual([1]);
});
