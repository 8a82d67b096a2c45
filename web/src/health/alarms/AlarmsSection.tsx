import { useCallback } from 'react';
import { health } from '../../api/health';
import type { CameraAlarm } from '../../api/healthTypes';
import { useNotifications } from '../../api/notifications';
import { useOpenAlarms } from '../../api/openAlarms';
import { useParts } from '../../api/useParts';
import { PartsView } from '../../form/PartsView';
import { Nothing, Panel, SectionHead } from '../../shell/Sections';
import { useNow } from '../../shell/useNow';
import { useThrottled } from '../useCameraStates';
import { AlarmRow } from './AlarmRow';
import styles from './alarms.module.css';

/** A little after the message, so that many that come at once are asked for together. */
const soonMillis = 300;

export function AlarmsSection() {
  const open = useOpenAlarms();
  const now = useNow(10_000);
  const history = useParts(
    useCallback((cursor: string | undefined, signal: AbortSignal) => health.alarms(cursor, signal), []),
  );
  const { reload } = history;
  const reloadSoon = useThrottled(reload, soonMillis);
  useNotifications('alarm', reloadSoon);

  return (
    <>
      <SectionHead title="Alarms" words="A camera that has been offline for three minutes is an alarm, until it is back." />
      <Panel title="Open">
        {open === undefined && <Nothing>Looking…</Nothing>}
        {open?.length === 0 && <Nothing>No alarm is open.</Nothing>}
        {open !== undefined && open.length > 0 && <Alarms alarms={open} nowMillis={now} />}
      </Panel>
      <Panel title="History">
        <PartsView of={history}>
          {(items) => {
            const closed = items.filter((alarm) => alarm.closedAt !== null);
            return closed.length === 0 ? <Nothing>No alarm has been closed in the last 90 days.</Nothing> : <Alarms alarms={closed} nowMillis={now} />;
          }}
        </PartsView>
      </Panel>
    </>
  );
}

function Alarms({ alarms, nowMillis }: { alarms: CameraAlarm[]; nowMillis: number }) {
  return (
    <ul className={styles.alarms}>
      {alarms.map((alarm) => <AlarmRow key={alarm.cameraId + alarm.since} alarm={alarm} nowMillis={nowMillis} />)}
    </ul>
  );
}
