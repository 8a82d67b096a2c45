import { lazy, Suspense, useEffect } from 'react';
import { api } from '../api/client';
import { followServerClock } from '../api/serverClock';
import { usePolled } from '../api/usePolled';
import { LiveGrid } from '../live/LiveGrid';
import { Gate } from '../session/Gate';
import { pageTitle } from './pageTitle';
import { useRoute } from './route';

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

const pollMillis = 2_000;
/** Where the cameras are not looked at, but for the tab's title. */
const elsewhereMillis = 10_000;

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
  const looking = route.kind === 'grid' || route.kind === 'camera';
  const [cameras, refresh] = usePolled(api.cameras, looking ? pollMillis : elsewhereMillis);
  const title = pageTitle(cameras, route);

  useEffect(() => followServerClock(api.system), []);

  useEffect(() => {
    document.title = title;
    return () => {
      document.title = 'Sightline';
    };
  }, [title]);

  switch (route.kind) {
    case 'grid':
      return <LiveGrid cameras={cameras} onChange={refresh} />;
    case 'camera':
      return <CameraPage key={route.id} route={route} cameras={cameras} />;
    case 'inventory':
      return <InventoryPage query={route.query} onChange={refresh} />;
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
