import { useCallback, useState } from 'react';
import { devices, type Device } from '../../api/devices';
import type { Camera } from '../../api/types';
import { useLoaded } from '../../api/useLoaded';
import { useMe } from '../../session/useSession';
import { DeviceSection } from './DeviceSection';
import { EventsSection } from './EventsSection';
import { HealthSection } from './HealthSection';
import { ImagingSection } from './ImagingSection';
import { PtzSection } from './PtzSection';
import { Section } from './Section';
import styles from './device.module.css';

interface DevicePanelProps {
  camera: Camera;
  /** The server logs in to the camera otherwise: its streams begin anew. */
  onLogInChanged: () => void;
}

/** What can be done with the device behind a camera, and what it reports, for whoever may. */
export function DevicePanel({ camera, onLogInChanged }: DevicePanelProps) {
  const mayControl = camera.rights.includes('control');
  return (
    <section className={styles.panel} aria-label="Camera">
      {mayControl ? (
        <Controlled key={deviceKey(camera)} camera={camera} onLogInChanged={onLogInChanged} />
      ) : (
        <Events camera={camera} mayManage={false} />
      )}
      <Section title="Health">{() => <HealthSection cameraId={camera.id} />}</Section>
    </section>
  );
}

/** When this changes it is another device, or another way to it. */
function deviceKey(camera: Camera): string {
  return [camera.id, camera.url, camera.onvifUrl, camera.username].join(' ');
}

function Controlled({ camera, onLogInChanged }: DevicePanelProps) {
  const { rights } = useMe();
  const [tries, setTries] = useState(0);
  const load = useCallback(
    (signal: AbortSignal) => (tries === 0 ? devices.device(camera.id, signal) : devices.deviceAgain(camera.id, signal)),
    [camera.id, tries],
  );
  const loading = useLoaded(load);
  const { loaded } = loading;
  const device = loaded.kind === 'ready' ? loaded.value : undefined;
  const events = <Events camera={camera} mayManage={rights.manageCameras} />;
  return (
    <>
      {device && <Abilities camera={camera} device={device} />}
      {device?.events && events}
      <DeviceSection
        camera={camera}
        loading={loading}
        mayManage={rights.manageCameras}
        onAgain={() => setTries(tries + 1)}
        onLogInChanged={onLogInChanged}
      />
      {/* What a device reported before stays to be read while it does not answer. */}
      {loaded.kind === 'failed' && events}
    </>
  );
}

function Abilities({ camera, device }: { camera: Camera; device: Device }) {
  return (
    <>
      {device.ptz && <Section title="Move" open>{() => <PtzSection cameraId={camera.id} />}</Section>}
      {device.imaging && <Section title="Picture settings">{() => <ImagingSection cameraId={camera.id} />}</Section>}
    </>
  );
}

/** For whoever may watch the camera. */
function Events({ camera, mayManage }: { camera: Camera; mayManage: boolean }) {
  if (!camera.rights.includes('view')) return null;
  return <Section title="Events">{() => <EventsSection cameraId={camera.id} mayManage={mayManage} />}</Section>;
}
