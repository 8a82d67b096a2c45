import { lazy, Suspense, useCallback, useEffect } from 'react';
import { api } from '../api/client';
import type { CameraSummary } from '../api/cameraTypes';
import { inventory } from '../api/inventory';
import { followServerClock } from '../api/serverClock';
import { useNotifications } from '../api/notifications';
import { usePolled, type Polled } from '../api/usePolled';
import { LiveGrid } from '../live/LiveGrid';
import { Gate } from '../session/Gate';
import { pageTitle, useDocumentTitle } from './pageTitle';
import { useRoute, type Route } from './route';

// With the recorded player comes hls.js, which the grid does not need; settings are seldom opened.
const CameraPage = lazy(() => import('../camera/CameraPage').then((module) => ({ default: module.CameraPage })));
const HealthPage = lazy(() => import('../health/HealthPage').then((module) => ({ default: module.HealthPage })));
const AccountPage = lazy(() => import('../account/AccountPage').then((module) => ({ default: module.AccountPage })));
const InventoryPage = lazy(() =>
  import('../cameras/inventory/InventoryPage').then((module) => ({ default: module.InventoryPage })),
);
const AddPage = lazy(() => import('../cameras/add/AddPage').then((module) => ({ default: module.AddPage })));
const AdministrationPage = lazy(() =>
  import('../administration/AdministrationPage').then((module) => ({ default: module.AdministrationPage })),
);

/** How many cameras there are and how many are away: small, however many they are. */
const summaryMillis = 5_000;
const cameraMillis = 2_000;

export function App() {
  return (
    <Gate>
      <Suspense fallback={<div className="page" />}>
        <Pages />
      </Suspense>
    </Gate>
  );
}

function Pages() {
  const route = useRoute();
  const [summary, refresh] = usePolled(inventory.summary, summaryMillis);
  useNotifications('camera-status', refresh);

  useEffect(() => followServerClock(api.system), []);

  if (route.kind === 'camera') return <OneCamera key={route.id} route={route} summary={summary} />;
  return <Place route={route} summary={summary} onChange={refresh} />;
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
