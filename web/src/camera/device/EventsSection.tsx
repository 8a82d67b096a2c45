import { Button, Switch } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { devices, type CameraEvent, type CameraEvents } from '../../api/devices';
import { serverNow } from '../../api/serverClock';
import { clockTime, explain, exactTime } from '../../api/words';
import { notifyFailed } from '../../form/notify';
import { StatusDot } from '../../shell/StatusDot';
import { eventTone, eventWords } from './eventWords';
import { useCameraEvents } from './useCameraEvents';
import styles from './device.module.css';

/** What the camera reports, as it does: while this is open the server listens to it. */
export function EventsSection({ cameraId, mayManage }: { cameraId: string; mayManage: boolean }) {
  const { polled, held, older, showOlder } = useCameraEvents(cameraId);
  if (polled.kind !== 'ready') {
    return <p className={styles.quiet}>{polled.kind === 'loading' ? 'Asking the camera…' : polled.error.message}</p>;
  }
  const { value } = polled;
  return (
    <>
      <p className={styles.quiet} role="status">{stateWords(value, held.events.length)}</p>
      <EventList events={held.events}>
        {held.more && (
          <li>
            <Button variant="default" size="compact-sm" fullWidth loading={older === 'loading'} onClick={showOlder}>
              {older === 'failed' ? 'Try again' : 'Show older'}
            </Button>
          </li>
        )}
      </EventList>
      {mayManage && <Always cameraId={cameraId} always={value.always} />}
    </>
  );
}

function stateWords({ state, problem }: CameraEvents, count: number): string {
  switch (state) {
    case 'connecting':
      return 'Asking the camera for its events…';
    case 'listening':
      return count === 0 ? 'Listening. Nothing has happened yet.' : 'Listening';
    case 'unsupported':
      return 'The camera reports nothing by itself.';
    case 'failed':
      return problem === null
        ? 'The camera does not report. It is asked again.'
        : `${explain({ type: slugOf(problem.type), detail: problem.detail }).title}. It is asked again.`;
  }
}

function slugOf(type: string): string {
  return type.replace('urn:sightline:problem:', '');
}

function EventList({ events, children }: { events: CameraEvent[]; children: ReactNode }) {
  if (events.length === 0) return null;
  return (
    <ol className={styles.events} aria-label="Events, the newest first">
      {events.map((event) => (
        <li key={event.id}>
          <StatusDot tone={eventTone(event)} />
          <span title={event.topic}>{eventWords(event)}</span>
          <time dateTime={event.at} title={exactTime(event.at)}>{withSeconds(event.at)}</time>
        </li>
      ))}
      {children}
    </ol>
  );
}

/** "14:02:10" today, the day and the minute before. */
function withSeconds(at: string): string {
  const words = clockTime(Date.parse(at), serverNow());
  return words.includes(' ') ? words : new Date(at).toLocaleTimeString([], { hourCycle: 'h23' });
}

/** An answer of the poll may be from before the change: what was chosen here counts. */
function Always({ cameraId, always }: { cameraId: string; always: boolean }) {
  const [chosen, setChosen] = useState<boolean>();
  const change = (wanted: boolean) => {
    setChosen(wanted);
    devices.listenAlways(cameraId, wanted).catch((error: unknown) => {
      setChosen(undefined);
      notifyFailed(error);
    });
  };
  return (
    <Switch
      size="xs"
      mt={10}
      label="Listen also while nobody looks"
      checked={chosen ?? always}
      onChange={(event) => change(event.currentTarget.checked)}
    />
  );
}
