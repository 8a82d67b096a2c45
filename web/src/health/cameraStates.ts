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
}

export function chosen(states: CameraState[], { status, text }: HealthFilter): CameraState[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  return states
    .filter((state) => (status === null ? state.status === 'offline' || state.status === 'online-without-picture' : state.status === status))
    .filter((state) => words.every((word) => state.name.toLowerCase().includes(word)))
    .sort(byUrgency);
}
