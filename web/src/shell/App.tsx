import { lazy, Suspense, useEffect } from 'react';
import { api } from '../api/client';
import { followServerClock } from '../api/serverClock';
import { usePolled } from '../api/usePolled';
import { LiveGrid } from '../live/LiveGrid';
import { pageTitle } from './pageTitle';
import { useRoute } from './route';

// With the recorded player comes hls.js, which the grid does not need.
const CameraPage = lazy(() => import('../camera/CameraPage').then((module) => ({ default: module.CameraPage })));

const pollMillis = 2_000;

export function App() {
  const route = useRoute();
  const [cameras, refresh] = usePolled(api.cameras, pollMillis);
  const title = pageTitle(cameras, route);

  useEffect(() => followServerClock(api.system), []);

  useEffect(() => {
    document.title = title;
  }, [title]);

  switch (route.kind) {
    case 'grid':
      return <LiveGrid cameras={cameras} onChange={refresh} />;
    case 'camera':
      return (
        <Suspense fallback={<div className="page" />}>
          <CameraPage key={route.id} route={route} cameras={cameras} />
        </Suspense>
      );
  }
}
