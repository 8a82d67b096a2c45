import { useCallback, useState } from 'react';
import { devices, type CameraEvents } from '../../api/devices';
import { useNotifications, useNotified } from '../../api/notifications';
import { usePolled, type Polled } from '../../api/usePolled';
import { nothingHeld, withNewest, withOlder, withTold, type HeldEvents } from './heldEvents';

const pollMillis = 2_000;
/**
 * While the socket tells events, only how listening goes is asked. Asking says too that somebody looks:
 * the server listens for two minutes more, and a hidden page asks five times more seldom.
 */
const notifiedMillis: Record<CameraEvents['state'], number> = {
  connecting: pollMillis,
  failed: 10_000,
  listening: 20_000,
  unsupported: 20_000,
};

/**
 * The events of a camera: loaded at first, and again when the socket is back; what comes in between is
 * told.
 */
export function useCameraEvents(cameraId: string): {
  polled: Polled<CameraEvents>;
  held: HeldEvents;
  older: 'idle' | 'loading' | 'failed';
  showOlder: () => void;
} {
  const [held, setHeld] = useState(nothingHeld);
  const [older, setOlder] = useState<'idle' | 'loading' | 'failed'>('idle');
  const [state, setState] = useState<CameraEvents['state']>('connecting');

  const load = useCallback(
    async (signal: AbortSignal): Promise<CameraEvents> => {
      const answer = await devices.events(cameraId, undefined, signal);
      setHeld((before) => withNewest(before, answer));
      setState(answer.state);
      return answer;
    },
    [cameraId],
  );
  // Another interval asks at once: so it is loaded again when the socket goes and when it comes.
  const [polled] = usePolled(load, useNotified() ? notifiedMillis[state] : pollMillis);
  useNotifications('camera-event', (event) => {
    if (event.cameraId === cameraId) setHeld((before) => withTold(before, event));
  });

  const showOlder = () => {
    setOlder('loading');
    devices.events(cameraId, held.events.at(-1)?.id, new AbortController().signal).then(
      (answer) => {
        setHeld((before) => withOlder(before, answer));
        setOlder('idle');
      },
      () => setOlder('failed'),
    );
  };
  return { polled, held, older, showOlder };
}
