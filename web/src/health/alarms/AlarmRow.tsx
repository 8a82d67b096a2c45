import type { CameraAlarm } from '../../api/healthTypes';
import { clockTime, duration, explain } from '../../api/words';
import { cameraHref } from '../../shell/route';
import { StatusDot } from '../../shell/StatusDot';
import { roughly } from '../healthWords';
import styles from './alarms.module.css';

const exactAtMost = 48 * 3_600_000;

/** "42 s", "1 h 03 min"; days where nobody counts hours any more. */
function lasted(millis: number): string {
  return millis < exactAtMost ? duration(Math.max(0, millis)) : roughly(millis);
}

export function AlarmRow({ alarm, nowMillis }: { alarm: CameraAlarm; nowMillis: number }) {
  const isOpen = alarm.closedAt === null;
  const reason = alarm.reason ? explain(alarm.reason) : undefined;
  return (
    <li className={styles.alarm}>
      <StatusDot tone={isOpen ? 'bad' : 'quiet'} />
      <div className={styles.words}>
        <a href={cameraHref(alarm.cameraId)}>{alarm.cameraName}</a>
        <p>
          {isOpen
            ? `Offline since ${clockTime(Date.parse(alarm.since), nowMillis)}`
            : `Offline from ${clockTime(Date.parse(alarm.since), nowMillis)} to ${clockTime(Date.parse(alarm.closedAt ?? ''), nowMillis)}`}
          {reason && ` · ${reason.title}`}
        </p>
      </div>
      <span className={styles.lasted} data-open={isOpen || undefined}>
        {lasted(isOpen ? nowMillis - Date.parse(alarm.since) : alarm.seconds * 1000)}
      </span>
    </li>
  );
}
