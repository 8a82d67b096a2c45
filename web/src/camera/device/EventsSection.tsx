import { Switch } from '@mantine/core';
import { useCallback, useRef, useState } from 'react';
import { devices, type CameraEvent, type CameraEvents } from '../../api/devices';
import { serverNow } from '../../api/serverClock';
import { usePolled } from '../../api/usePolled';
import { clockTime, explain, exactTime } from '../../api/words';
import { notifyFailed } from '../../form/notify';
import { StatusDot } from '../../shell/StatusDot';
import { eventTone, eventWords } from './eventWords';
import styles from './device.module.css';

const pollMillis = 2_000;
const shownMost = 100;

/** What the camera reports, as it does: while this is open the server listens to it. */
export function EventsSection({ cameraId, mayManage }: { cameraId: string; mayManage: boolean }) {
  const heard = useRef<CameraEvent[]>([]);
  const cursor = useRef<string>(undefined);
  const load = useCallback(
    async (signal: AbortSignal): Promise<CameraEvents> => {
      const answer = await devices.events(cameraId, cursor.current, signal);
      cursor.current = answer.next;
      heard.current = [...answer.items.toReversed(), ...heard.current].slice(0, shownMost);
      return { ...answer, items: heard.current };
    },
    [cameraId],
  );
  const [polled] = usePolled(load, pollMillis);
  if (polled.kind !== 'ready') {
    return <p className={styles.quiet}>{polled.kind === 'loading' ? 'Asking the camera…' : polled.error.message}</p>;
  }
  const { value } = polled;
  return (
    <>
      <p className={styles.quiet} role="status">{stateWords(value)}</p>
      <EventList events={value.items} />
      {mayManage && <Always cameraId={cameraId} always={value.always} />}
    </>
  );
}

function stateWords({ state, problem, items }: CameraEvents): string {
  switch (state) {
    case 'connecting':
      return 'Asking the camera for its events…';
    case 'listening':
      return items.length === 0 ? 'Listening. Nothing has happened yet.' : 'Listening';
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

function EventList({ events }: { events: CameraEvent[] }) {
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
