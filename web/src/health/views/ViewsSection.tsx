import { SegmentedControl } from '@mantine/core';
import { useCallback, useState } from 'react';
import { health } from '../../api/health';
import { serverNow } from '../../api/serverClock';
import type { WatchedCamera } from '../../api/healthTypes';
import { useLoaded } from '../../api/useLoaded';
import { duration } from '../../api/words';
import { LoadedView } from '../../form/LoadedView';
import { cameraHref } from '../../shell/route';
import { Nothing, Panel, SectionHead } from '../../shell/Sections';
import { counted } from '../healthWords';
import { ViewersChart } from './ViewersChart';
import styles from './views.module.css';

const hour = 3_600_000;
const spans = [
  { value: '6', label: '6 hours' },
  { value: '24', label: '24 hours' },
  { value: '168', label: '7 days' },
  { value: '720', label: '30 days' },
];
/** How far points are apart. */
const steps: Record<string, number> = { minute: 60_000, hour };
const shown = 12;

export function ViewsSection() {
  const [hours, setHours] = useState('24');
  const views = useLoaded(
    useCallback(
      async (signal: AbortSignal) => {
        const toMillis = serverNow();
        const fromMillis = toMillis - Number(hours) * hour;
        return { fromMillis, toMillis, ...(await health.views(fromMillis, toMillis, signal)) };
      },
      [hours],
    ),
  );
  return (
    <>
      <SectionHead title="Viewing" words="Who watches how much, live pictures and recordings together.">
        <SegmentedControl aria-label="Time" data={spans} value={hours} onChange={setHours} />
      </SectionHead>
      <LoadedView of={views}>
        {({ fromMillis, toMillis, step, points, cameras }) => (
          <>
            <Panel title="Viewers at the same time">
              <ViewersChart points={points} stepMillis={steps[step] ?? hour} fromMillis={fromMillis} toMillis={toMillis} />
            </Panel>
            <Panel title="Most watched">
              {cameras.length === 0 ? <Nothing>Nobody has watched a camera in this time.</Nothing> : <MostWatched cameras={cameras.slice(0, shown)} />}
            </Panel>
          </>
        )}
      </LoadedView>
    </>
  );
}

function MostWatched({ cameras }: { cameras: WatchedCamera[] }) {
  const longest = Math.max(1, ...cameras.map(({ seconds }) => seconds));
  return (
    <ol className={styles.watched}>
      {cameras.map((camera) => (
        <li key={camera.id}>
          <a href={cameraHref(camera.id)}>{camera.name}</a>
          <span className={styles.bar} aria-hidden="true"><span style={{ width: `${(100 * camera.seconds) / longest}%` }} /></span>
          <span className={styles.amount}>{duration(camera.seconds * 1000)} in {counted(camera.views, 'view')}</span>
        </li>
      ))}
    </ol>
  );
}
