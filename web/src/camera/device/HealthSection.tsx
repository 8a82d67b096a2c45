import { SegmentedControl } from '@mantine/core';
import { useCallback, useState } from 'react';
import { devices, type HealthHistory } from '../../api/devices';
import { serverNow } from '../../api/serverClock';
import { usePolled } from '../../api/usePolled';
import { clockTime, duration, explain } from '../../api/words';
import { healthWords, onlineShare, stretches } from './healthStrip';
import styles from './device.module.css';

const pollMillis = 15_000;
const hourMillis = 3_600_000;
const spans = [
  { value: '24', label: '24 hours' },
  { value: '168', label: '7 days' },
  { value: '720', label: '30 days' },
];
const shownOutages = 8;

/** When the camera was there, as a strip, and when it was not, in words. */
export function HealthSection({ cameraId }: { cameraId: string }) {
  const load = useCallback((signal: AbortSignal) => devices.health(cameraId, signal), [cameraId]);
  const [polled] = usePolled(load, pollMillis);
  const [hours, setHours] = useState('24');
  if (polled.kind !== 'ready') {
    return <p className={styles.quiet}>{polled.kind === 'loading' ? 'Loading…' : polled.error.message}</p>;
  }
  return (
    <>
      <SegmentedControl size="xs" fullWidth aria-label="Time shown" data={spans} value={hours} onChange={setHours} />
      <History history={polled.value} hours={Number(hours)} />
    </>
  );
}

function History({ history, hours }: { history: HealthHistory; hours: number }) {
  const now = serverNow();
  const from = now - hours * hourMillis;
  const found = stretches(history.periods, from, now);
  const share = onlineShare(found);
  const outages = history.periods.filter(
    (period) => period.status !== 'online' && period.status !== 'unknown' && (period.until === null || Date.parse(period.until) > from),
  );
  return (
    <>
      <svg className={styles.strip} viewBox="0 0 1000 22" preserveAspectRatio="none" role="img" aria-label={shareWords(share)}>
        {found.map((stretch) => (
          <rect
            key={stretch.from}
            data-status={stretch.status}
            x={stretch.from * 1000}
            // A minute of a month would be too narrow to be seen.
            width={Math.max((stretch.to - stretch.from) * 1000, 4)}
            height={22}
          />
        ))}
      </svg>
      <p className={styles.ends} aria-hidden="true"><span>{clockTime(from, now)}</span><span>now</span></p>
      <p className={styles.quiet}>{shareWords(share)}</p>
      <ol className={styles.outages}>
        {outages.slice(0, shownOutages).map((period) => (
          <li key={period.from}>
            <strong>{period.reason ? explain(period.reason).title : healthWords(period.status)}</strong>
            <span>
              {clockTime(Date.parse(period.from), now)}
              {period.until === null ? `, for ${duration(period.seconds * 1000)} now` : `, for ${duration(period.seconds * 1000)}`}
            </span>
          </li>
        ))}
      </ol>
    </>
  );
}

function shareWords(share: number | undefined): string {
  if (share === undefined) return 'Nothing is known of this time yet.';
  if (share === 1) return 'Online all the time that is known';
  return `Online ${(Math.floor(share * 1000) / 10).toFixed(1)} % of the time`;
}
