import type { CameraState } from '../../api/healthTypes';
import { exactTime, momentWords } from '../../api/words';
import { AlertIcon } from '../../shell/icons';
import { cameraHref } from '../../shell/route';
import { StatusDot } from '../../shell/StatusDot';
import { healthTone, sinceWords, statusWords, trouble } from '../healthWords';
import styles from './overview.module.css';

/** How a camera is, since when, and what to do about it. */
export function CameraRow({ state, nowMillis }: { state: CameraState; nowMillis: number }) {
  const { title, advice } = trouble(state.status, state.reason);
  return (
    <li className={styles.camera} data-status={state.status}>
      <StatusDot tone={healthTone(state.status)} />
      <div className={styles.words}>
        <div className={styles.line}>
          <a href={cameraHref(state.cameraId)} className={styles.name}>{state.name}</a>
          {state.alarm && <span className={styles.alarm}><AlertIcon width={14} height={14} /> Alarm</span>}
        </div>
        <p title={exactTime(state.since)}>
          <span className={styles.status}>{statusWords[state.status]}</span> {sinceWords(state.since, nowMillis)}
        </p>
        {title !== '' && <p className={styles.trouble}><strong>{title}.</strong> {advice}</p>}
        {title === '' && advice !== '' && <p className={styles.trouble}>{advice}</p>}
      </div>
      {state.checkedAt !== null && (
        <span className={styles.checked}>checked {momentWords(state.checkedAt, nowMillis)}</span>
      )}
    </li>
  );
}
