import { useRef, useState } from 'react';
import { devices, type Imaging, type ImagingChange } from '../../api/devices';

interface ImagingChanges {
  running: boolean;
  error: unknown;
  change: (wanted: ImagingChange) => void;
  reset: () => void;
}

/** Tells the camera one change after the other. What is wanted while it is busy becomes one change. */
export function useImagingChanges(cameraId: string, onChanged: (imaging: Imaging) => void): ImagingChanges {
  const waiting = useRef<ImagingChange>({});
  const busy = useRef(false);
  const [running, setRunning] = useState(false);
  const [error, setError] = useState<unknown>();

  const run = async (work: () => Promise<Imaging>) => {
    busy.current = true;
    setRunning(true);
    setError(undefined);
    try {
      let answer = await work();
      while (Object.keys(waiting.current).length > 0) {
        const next = waiting.current;
        waiting.current = {};
        answer = await devices.changeImaging(cameraId, next);
      }
      onChanged(answer);
    } catch (cause) {
      waiting.current = {};
      setError(cause);
    } finally {
      busy.current = false;
      setRunning(false);
    }
  };

  return {
    running,
    error,
    change: (wanted) => {
      if (busy.current) waiting.current = { ...waiting.current, ...wanted };
      else void run(() => devices.changeImaging(cameraId, wanted));
    },
    reset: () => {
      if (!busy.current) void run(() => devices.resetImaging(cameraId));
    },
  };
}
