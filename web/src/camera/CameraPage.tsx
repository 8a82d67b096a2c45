import { ActionIcon, Loader } from '@mantine/core';
import type { Camera } from '../api/types';
import type { Polled } from '../api/usePolled';
import { pictureStatus } from '../live/pictureStatus';
import { BackIcon, CameraIcon } from '../shell/icons';
import type { Route } from '../shell/route';
import { StatusDot } from '../shell/StatusDot';
import { TopBar } from '../shell/TopBar';
import { useNow } from '../shell/useNow';
import { CameraTheatre } from './CameraTheatre';
import styles from './title.module.css';

interface CameraPageProps {
  route: Extract<Route, { kind: 'camera' }>;
  camera: Polled<Camera>;
}

export function CameraPage({ route, camera: polled }: CameraPageProps) {
  const now = useNow(1_000);
  const camera = polled.kind === 'ready' ? polled.value : undefined;
  const streamName = camera?.streams[0]?.name;
  const status = camera && pictureStatus(camera, liveOf(camera), now);

  return (
    <div className="page">
      <TopBar
        left={
          <div className={styles.title}>
            <ActionIcon component="a" href="#/" variant="subtle" color="gray" size="lg" aria-label="All cameras">
              <BackIcon />
            </ActionIcon>
            <h1>{camera?.name ?? 'Camera'}</h1>
            {status && (
              <span className={styles.status}>
                <StatusDot tone={status.tone} />
                {status.headline}
                {status.detail !== '' && <span className="dim wide-only">{status.detail}</span>}
              </span>
            )}
          </div>
        }
      />
      {camera && streamName !== undefined ? (
        <CameraTheatre
          key={streamName}
          camera={camera}
          streamName={streamName}
          startMillis={route.atMillis}
          transport={route.transport}
        />
      ) : (
        <Nothing camera={polled} />
      )}
    </div>
  );
}

function liveOf(camera: Camera) {
  return camera.status.state === 'live'
    ? ({ kind: 'playing' } as const)
    : ({ ...camera.status, kind: 'source' } as const);
}

function Nothing({ camera }: { camera: Polled<Camera> }) {
  const offline = camera.kind === 'failed' && camera.error.status !== 404;
  if (camera.kind === 'loading') return <main className="centred"><Loader color="gray" aria-label="Loading" /></main>;
  return (
    <main className="centred empty">
      <CameraIcon width={56} height={56} strokeWidth={1.1} />
      <h1>{offline ? 'Server does not answer' : 'There is no such camera'}</h1>
      <p>{offline ? 'This page connects again by itself.' : 'It may have been deleted.'}</p>
      <a href="#/">All cameras</a>
    </main>
  );
}
