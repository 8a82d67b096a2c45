import { useCallback, useEffect, useState } from 'react';
import { devices, type Ptz } from '../../api/devices';
import { useLoaded } from '../../api/useLoaded';
import { LoadedView } from '../../form/LoadedView';
import { ProblemAlert } from '../../form/ProblemAlert';
import { Presets } from './Presets';
import { PtzHold } from './PtzHold';
import { PtzPad } from './PtzPad';

export function PtzSection({ cameraId }: { cameraId: string }) {
  const load = useCallback((signal: AbortSignal) => devices.ptz(cameraId, signal), [cameraId]);
  const loading = useLoaded(load);
  return (
    <LoadedView of={loading}>
      {(ptz) => <Turning cameraId={cameraId} ptz={ptz} onPresetsChanged={loading.reload} />}
    </LoadedView>
  );
}

interface TurningProps {
  cameraId: string;
  ptz: Ptz;
  onPresetsChanged: () => void;
}

function Turning({ cameraId, ptz, onPresetsChanged }: TurningProps) {
  const [failure, setFailure] = useState<unknown>();
  const [hold] = useState(() => new PtzHold((command) => devices.command(cameraId, command), setFailure));

  useEffect(() => {
    const release = () => hold.release();
    // A page that is left, covered or in the background sees no button come up.
    window.addEventListener('pagehide', release);
    window.addEventListener('blur', release);
    document.addEventListener('visibilitychange', release);
    return () => {
      release();
      window.removeEventListener('pagehide', release);
      window.removeEventListener('blur', release);
      document.removeEventListener('visibilitychange', release);
    };
  }, [hold]);

  const go = (command: Parameters<typeof devices.command>[1]) => {
    setFailure(undefined);
    devices.command(cameraId, command).catch(setFailure);
  };

  const { abilities } = ptz;
  return (
    <>
      {abilities.continuous && (
        <PtzPad
          panTilt={abilities.panTilt}
          zoom={abilities.zoom}
          home={abilities.home}
          onHold={(change) => {
            setFailure(undefined);
            hold.hold(change);
          }}
          onHome={() => go({ action: 'home' })}
        />
      )}
      <ProblemAlert error={failure} />
      {abilities.presets > 0 && (
        <Presets
          cameraId={cameraId}
          presets={ptz.presets}
          most={abilities.presets}
          onGo={(token) => go({ action: 'preset', preset: token })}
          onChanged={onPresetsChanged}
        />
      )}
    </>
  );
}
