import { useEffect, useRef, useState, useSyncExternalStore } from 'react';
import type { CameraSummary } from '../api/cameraTypes';
import { inventory } from '../api/inventory';
import { useNotifications, useNotified } from '../api/notifications';
import type { Polled } from '../api/usePolled';
import { CameraWall, type Wall } from './wall';

export const pageSize = 100;
/** Changes are told of; this finds what was not, and what was told while nobody could hear it. */
const safetyMillis = 30_000;
const failedMillis = 5_000;

const everything = {};

/**
 * The cameras of the live page, of which those in view are kept as they are: asked for again when the
 * server tells of one, when there are more or fewer, or others away, and now and then.
 */
export function useCameraWall(summary: Polled<CameraSummary>): { wall: Wall; cameras: CameraWall } {
  const [cameras] = useState(
    () => new CameraWall((cursor, signal) => inventory.list(everything, cursor, pageSize, signal)),
  );
  const wall = useSyncExternalStore(cameras.subscribe, cameras.snapshot);
  const failing = wall.kind === 'failed' || (wall.kind === 'ready' && wall.stale);

  useNotifications('camera-status', ({ cameraId }) => cameras.changed(cameraId));
  useNotifications('onboarding', ({ state }) => {
    if (state === 'done') cameras.refresh();
  });

  useEffect(() => {
    const timer = window.setInterval(() => {
      if (!document.hidden) cameras.refresh();
    }, failing ? failedMillis : safetyMillis);
    return () => window.clearInterval(timer);
  }, [cameras, failing]);

  const notified = useNotified();
  const known = summary.kind === 'ready' ? summary.value : undefined;
  const told = known && `${notified} ${known.cameras} ${known.away}`;
  const before = useRef<string>(undefined);
  useEffect(() => {
    if (told !== undefined && before.current !== undefined && told !== before.current) cameras.refresh();
    before.current = told ?? before.current;
  }, [cameras, told]);

  return { wall, cameras };
}
