import { Button, Group } from '@mantine/core';
import { useState } from 'react';
import { devices, type Device } from '../../api/devices';
import { ApiError } from '../../api/problem';
import type { Camera } from '../../api/types';
import { duration, explainError } from '../../api/words';
import type { Loading } from '../../api/useLoaded';
import { ConfirmDialog } from '../../form/ConfirmDialog';
import { notifyDone } from '../../form/notify';
import { CredentialsDialog } from './CredentialsDialog';
import { OnvifDialog } from './OnvifDialog';
import { Section } from './Section';
import styles from './device.module.css';

interface DeviceSectionProps {
  camera: Camera;
  loading: Loading<Device>;
  /** Whether one may change where the camera is, and with what it is logged in to. */
  mayManage: boolean;
  /** Asks a camera again that did not answer, or refused. */
  onAgain: () => void;
  onLogInChanged: () => void;
}

type Asked = 'credentials' | 'onvif' | 'restart';

/** What the device is; its password, its restart. */
export function DeviceSection({ camera, loading, mayManage, onAgain, onLogInChanged }: DeviceSectionProps) {
  const [asked, setAsked] = useState<Asked>();
  const { loaded, reload } = loading;
  const close = () => setAsked(undefined);
  const device = loaded.kind === 'ready' ? loaded.value : undefined;
  const failed = loaded.kind === 'failed';
  // Maybe what was there before, which the camera takes by now.
  const logInChanged = () => {
    onLogInChanged();
    if (failed) onAgain();
    else reload();
  };
  return (
    <>
      {failed && <Failed error={loaded.error} onAgain={onAgain} onCredentials={mayManage ? () => setAsked('credentials') : undefined} />}
      <Section title="Device" note={device && deviceName(device)}>
        {() => (
          <>
            {loaded.kind === 'loading' && <p className={styles.quiet}>Asking the camera…</p>}
            {device && <Facts device={device} />}
            <Group gap="xs" mt={10}>
              {mayManage && (
                <Button size="xs" variant="default" onClick={() => setAsked('credentials')}>Change log-in…</Button>
              )}
              {mayManage && device?.onvif !== true && (
                <Button size="xs" variant="default" onClick={() => setAsked('onvif')}>ONVIF address…</Button>
              )}
              {device?.reboot === true && (
                <Button size="xs" variant="default" onClick={() => setAsked('restart')}>Restart…</Button>
              )}
            </Group>
          </>
        )}
      </Section>
      {asked === 'credentials' && <CredentialsDialog camera={camera} onChanged={logInChanged} onClose={close} />}
      {asked === 'onvif' && <OnvifDialog camera={camera} onChanged={reload} onClose={close} />}
      {asked === 'restart' && (
        <ConfirmDialog
          title={`Restart ${camera.name}?`}
          action="Restart camera"
          onConfirm={async () => {
            await devices.reboot(camera.id);
            notifyDone(`${camera.name} restarts`);
          }}
          onClose={close}
        >
          It is away for a minute or two, and nothing of it is recorded meanwhile.
        </ConfirmDialog>
      )}
    </>
  );
}

function deviceName(device: Device): string {
  return [device.manufacturer, device.model].filter((word) => word !== '').join(' ');
}

interface FailedProps {
  error: unknown;
  onAgain: () => void;
  onCredentials: (() => void) | undefined;
}

const refusals = ['unauthorized', 'account-locked', 'refused-just-now'];

/** Without a frame in red: the picture may well be fine. */
function Failed({ error, onAgain, onCredentials }: FailedProps) {
  const { title, advice } = explainError(error);
  const slug = error instanceof ApiError ? error.slug : '';
  const refused = refusals.includes(slug);
  return (
    <div className={styles.failed} role="status">
      <strong>{title}</strong>
      <p>{slug === 'refused-just-now' ? advice : refused ? refusedWords : uncontrolled}</p>
      <Group gap="xs">
        {refused && onCredentials && <Button size="xs" onClick={onCredentials}>Change log-in…</Button>}
        <Button size="xs" variant="default" onClick={onAgain}>Try again</Button>
      </Group>
    </div>
  );
}

const refusedWords = 'The camera can’t be controlled with the user name and password that are stored here.';
const uncontrolled = 'It can’t be controlled at present. Watching and recording do not depend on that.';

/** Less than this is what asking takes. */
const clockTolerance = 2_000;

function Facts({ device }: { device: Device }) {
  const facts: [string, string][] = [
    ['Manufacturer', device.manufacturer],
    ['Model', device.model],
    ['Firmware', device.firmware],
    ['Serial number', device.serialNumber],
  ];
  return (
    <>
      <dl className={styles.facts}>
        {facts.filter(([, value]) => value !== '').map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
        {device.onvif && (
          <div data-bad={Math.abs(device.clockOffsetMillis) > clockTolerance || undefined}>
            <dt>Clock</dt>
            <dd>{clockWords(device.clockOffsetMillis)}</dd>
          </div>
        )}
      </dl>
      {!device.onvif && (
        <p className={styles.quiet}>It does not speak ONVIF, so it can be watched and recorded, but not controlled from here.</p>
      )}
    </>
  );
}

function clockWords(offsetMillis: number): string {
  if (Math.abs(offsetMillis) <= clockTolerance) return 'right';
  return `${duration(Math.abs(offsetMillis))} ${offsetMillis > 0 ? 'ahead' : 'behind'}`;
}
