import { healthStatuses, type CameraState, type HealthStatus } from '../api/healthTypes';
import { byUrgency } from './healthWords';

export function countsOf(states: CameraState[]): Record<HealthStatus, number> {
  const counts: Record<HealthStatus, number> = { offline: 0, 'online-without-picture': 0, unknown: 0, online: 0 };
  for (const state of states) if (healthStatuses.includes(state.status)) counts[state.status]++;
  return counts;
}

export interface HealthFilter {
  /** Null for those that need attention. */
  status: HealthStatus | null;
  text: string;
  /** Names; null for any. */
  group: string | null;
  tag: string | null;
}

export const everything: HealthFilter = { status: null, text: '', group: null, tag: null };

/** Of all cameras, what they can be chosen by. */
export function labelsOf(states: CameraState[], label: 'groups' | 'tags'): string[] {
  return [...new Set(states.flatMap((state) => state[label]))].sort((one, other) => one.localeCompare(other));
}

/** Those that a group, a tag and words choose, however they are. */
export function among(states: CameraState[], { text, group, tag }: HealthFilter): CameraState[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  return states
    .filter((state) => group === null || state.groups.includes(group))
    .filter((state) => tag === null || state.tags.includes(tag))
    .filter((state) => words.every((word) => state.name.toLowerCase().includes(word)));
}

export function chosen(states: CameraState[], filter: HealthFilter): CameraState[] {
  const { status } = filter;
  return among(states, filter)
    .filter((state) => (status === null ? state.status === 'offline' || state.status === 'online-without-picture' : state.status === status))
    .sort(byUrgency);
}
