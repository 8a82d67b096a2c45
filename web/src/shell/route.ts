import { useSyncExternalStore } from 'react';
import type { Transport } from '../player/openLive';

/** Places in the page. They live behind the `#`, so that the server needs no rule for them. */
export type Route = { kind: 'grid' } | { kind: 'camera'; id: string; atMillis: number | null; transport: Transport };

export function parseRoute(hash: string): Route {
  const [path = '', query = ''] = hash.replace(/^#\/?/, '').split('?');
  const [place, id] = path.split('/');
  if (place !== 'cameras' || !id) return { kind: 'grid' };
  const parameters = new URLSearchParams(query);
  const at = Date.parse(parameters.get('at') ?? '');
  const wish = parameters.get('transport');
  return {
    kind: 'camera',
    id: decodeURIComponent(id),
    atMillis: Number.isNaN(at) ? null : at,
    transport: wish === 'mse' || wish === 'hls' ? wish : 'auto',
  };
}

export function cameraHref(id: string): string {
  return `#/cameras/${encodeURIComponent(id)}`;
}

export function useRoute(): Route {
  const hash = useSyncExternalStore(
    (changed) => {
      window.addEventListener('hashchange', changed);
      return () => window.removeEventListener('hashchange', changed);
    },
    () => window.location.hash,
  );
  return parseRoute(hash);
}
