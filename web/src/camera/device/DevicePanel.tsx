import { useCallback } from 'react';
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

/** What can be done with the device behind a camera, by whoever may. */
export function DevicePanel({ camera, onLogInChanged }: DevicePanelProps) {
  const mayControl = camera.rights.includes('control');
  return (
    <section className={styles.panel} aria-label="Camera">
      {mayControl && <Controlled key={deviceKey(camera)} camera={camera} onLogInChanged={onLogInChanged} />}
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
  const load = useCallback((signal: AbortSignal) => devices.device(camera.id, signal), [camera.id]);
  const loading = useLoaded(load);
  const device = loading.loaded.kind === 'ready' ? loading.loaded.value : undefined;
  return (
    <>
      {device && <Abilities camera={camera} device={device} mayManage={rights.manageCameras} />}
      <DeviceSection
        camera={camera}
        loading={loading}
        mayManage={rights.manageCameras}
        onLogInChanged={onLogInChanged}
      />
    </>
  );
}

function Abilities({ camera, device, mayManage }: { camera: Camera; device: Device; mayManage: boolean }) {
  return (
    <>
      {device.ptz && <Section title="Move" open>{() => <PtzSection cameraId={camera.id} />}</Section>}
      {device.imaging && <Section title="Picture settings">{() => <ImagingSection cameraId={camera.id} />}</Section>}
      {device.events && (
        <Section title="Events">{() => <EventsSection cameraId={camera.id} mayManage={mayManage} />}</Section>
      )}
    </>
  );
}
