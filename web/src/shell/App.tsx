import { Suspense, useCallback, useEffect } from 'react';
import { api } from '../api/client';
import type { CameraSummary } from '../api/cameraTypes';
import { inventory } from '../api/inventory';
import { followServerClock } from '../api/serverClock';
import { useNotifications } from '../api/notifications';
import { usePolled, type Polled } from '../api/usePolled';
import { LiveGrid } from '../live/LiveGrid';
import { Gate } from '../session/Gate';
import { PageBoundary } from './PageBoundary';
import {
  AccountPage,
  AddPage,
  AdministrationPage,
  CameraPage,
  fetchPagesLater,
  HealthPage,
  InventoryPage,
} from './pages';
import { pageTitle, useDocumentTitle } from './pageTitle';
import { useRouting, type Route } from './route';
import styles from './shell.module.css';

/** How many cameras there are and how many are away: small, however many they are. */
const summaryMillis = 5_000;
const cameraMillis = 2_000;

export function App() {
  return (
    <Gate>
      <Pages />
    </Gate>
  );
}

function Pages() {
  const { hash, route, opening } = useRouting();
  const [summary, refresh] = usePolled(inventory.summary, summaryMillis);
  useNotifications('camera-status', refresh);

  useEffect(() => followServerClock(api.system), []);
  useEffect(fetchPagesLater, []);

  return (
    <>
      {opening && <Opening />}
      <PageBoundary place={hash}>
        <Suspense fallback={<Opening />}>
          {route.kind === 'camera' ? (
            <OneCamera key={route.id} route={route} summary={summary} />
          ) : (
            <Place route={route} summary={summary} onChange={refresh} />
          )}
        </Suspense>
      </PageBoundary>
    </>
  );
}

/** A page is on its way, which shows when it takes a while. */
function Opening() {
  return <div className={styles.opening} role="progressbar" aria-label="Opening" />;
}

interface OneCameraProps {
  route: Extract<Route, { kind: 'camera' }>;
  summary: Polled<CameraSummary>;
}

function OneCamera({ route, summary }: OneCameraProps) {
  const { id } = route;
  const load = useCallback((signal: AbortSignal) => inventory.get(id, signal), [id]);
  const [camera] = usePolled(load, cameraMillis);
  useDocumentTitle(pageTitle(summary, camera.kind === 'ready' ? camera.value.name : undefined));
  return <CameraPage route={route} camera={camera} />;
}

interface PlaceProps {
  route: Exclude<Route, { kind: 'camera' }>;
  summary: Polled<CameraSummary>;
  onChange: () => void;
}

function Place({ route, summary, onChange }: PlaceProps) {
  useDocumentTitle(pageTitle(summary, undefined));
  switch (route.kind) {
    case 'grid':
      return <LiveGrid summary={summary} onChange={onChange} />;
    case 'inventory':
      return <InventoryPage query={route.query} onChange={onChange} />;
    case 'add':
    case 'onboarding':
      return <AddPage route={route} />;
    case 'health':
      return <HealthPage section={route.section} />;
    case 'account':
      return <AccountPage section={route.section} />;
    case 'administration':
      return <AdministrationPage section={route.section} id={route.id} />;
  }
}
