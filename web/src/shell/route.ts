import { useSyncExternalStore } from 'react';

/** Places in the page. They live behind the `#`, so that the server needs no rule for them. */
export type Route = { kind: 'grid' } | { kind: 'camera'; id: string; atMillis: number | null };

export function parseRoute(hash: string): Route {
  const [path = '', query = ''] = hash.replace(/^#\/?/, '').split('?');
  const [place, id] = path.split('/');
  if (place !== 'cameras' || !id) return { kind: 'grid' };
  const at = Date.parse(new URLSearchParams(query).get('at') ?? '');
  return { kind: 'camera', id: decodeURIComponent(id), atMillis: Number.isNaN(at) ? null : at };
}

export function hrefOf(route: Route): string {
  if (route.kind === 'grid') return '#/';
  const at = route.atMillis === null ? '' : `?at=${new Date(route.atMillis).toISOString()}`;
  return `#/cameras/${encodeURIComponent(route.id)}${at}`;
}

export function go(route: Route): void {
  window.location.hash = hrefOf(route);
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
