import { useCallback, useEffect, useRef } from 'react';
import { health } from '../api/health';
import type { CameraStates } from '../api/healthTypes';
import { useNotifications, useNotified } from '../api/notifications';
import { usePolled, type Polled } from '../api/usePolled';

/** Each look at a camera has a time, and cameras come and go without being told of. */
const everyMillis = 30_000;
/** When a switch dies, many cameras are told of at once: they are one question. */
const soonMillis = 300;

/** How all cameras are: asked again as soon as the server tells that something changed. */
export function useCameraStates(): Polled<CameraStates> {
  const [states, refresh] = usePolled(health.cameras, everyMillis);
  const refreshSoon = useThrottled(refresh, soonMillis);
  useNotifications('camera-status', refreshSoon);
  useNotifications('alarm', refreshSoon);

  // What was told while the socket was away is lost.
  const notified = useNotified();
  useEffect(() => {
    if (notified) refreshSoon();
  }, [notified, refreshSoon]);

  return states;
}

/** Calls `work` once, a little after the first of several calls. */
export function useThrottled(work: () => void, millis: number): () => void {
  const timer = useRef<number>(undefined);
  useEffect(() => () => window.clearTimeout(timer.current), []);
  return useCallback(() => {
    timer.current ??= window.setTimeout(() => {
      timer.current = undefined;
      work();
    }, millis);
  }, [work, millis]);
}
