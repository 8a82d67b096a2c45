import type { CameraEvent } from './devices';
import type { HealthReason, HealthStatus } from './healthTypes';

/** What the server tells by itself over `/ws/web-notify`. */
export type Notification =
  | {
      type: 'camera-status';
      at: string;
      cameraId: string;
      status: HealthStatus;
      since: string;
      reason: HealthReason | null;
    }
  | {
      type: 'alarm';
      at: string;
      cameraId: string;
      since: string;
      raisedAt: string;
      closedAt: string | null;
      seconds: number;
    }
  | ({ type: 'onboarding'; at: string; id: string } & Record<string, unknown>)
  | ({ type: 'camera-event'; cameraId: string } & CameraEvent)
  | ({ type: 'picture-check'; at: string; checked?: number; total?: number; running?: boolean } & Record<string, unknown>);

const types: readonly Notification['type'][] = ['camera-status', 'alarm', 'onboarding', 'camera-event', 'picture-check'];

/** Undefined for anything that is not one of them: a newer server may say more. */
export function parseNotification(text: string): Notification | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (typeof value !== 'object' || value === null || !('type' in value)) return undefined;
  return types.some((type) => type === value.type) ? (value as Notification) : undefined;
}
