import { useEffect, useState, useTransition } from 'react';
import type { Transport } from '../player/openLive';

export const accountSections = ['profile', 'security', 'sessions', 'api-keys'] as const;
export type AccountSection = (typeof accountSections)[number];

export const addWays = ['address', 'discover', 'url', 'manufacturer', 'import'] as const;
export type AddWay = (typeof addWays)[number];

export const administrationSections = ['users', 'audit', 'api-keys'] as const;
export type AdministrationSection = (typeof administrationSections)[number];

export const healthSections = ['overview', 'alarms', 'pictures', 'views'] as const;
export type HealthSection = (typeof healthSections)[number];

/** Places in the page. They live behind the `#`, so that the server needs no rule for them. */
export type Route =
  | { kind: 'grid' }
  | { kind: 'camera'; id: string; atMillis: number | null; transport: Transport }
  /** `query` is the filter that one came with. */
  | { kind: 'inventory'; query: string }
  | { kind: 'add'; way: AddWay; /** Typed already, by whoever sent one here. */ address: string }
  /** A device on its way to being a camera. */
  | { kind: 'onboarding'; id: string }
  | { kind: 'health'; section: HealthSection }
  | { kind: 'account'; section: AccountSection }
  /** `section` is null for whatever one may see first, `id` for the whole list. */
  | { kind: 'administration'; section: AdministrationSection | null; id: string | null };

export function parseRoute(hash: string): Route {
  const [path = '', query = ''] = hash.replace(/^#\/?/, '').split('?');
  const [place = '', first = '', second = ''] = path.split('/').map(decoded);
  switch (place) {
    case 'cameras':
      return first === '' ? { kind: 'inventory', query } : cameraRoute(first, new URLSearchParams(query));
    case 'add':
      return {
        kind: 'add',
        way: addWays.find((way) => way === first) ?? 'address',
        address: new URLSearchParams(query).get('address') ?? '',
      };
    case 'onboarding':
      return first === '' ? { kind: 'add', way: 'address', address: '' } : { kind: 'onboarding', id: first };
    case 'health':
      return { kind: 'health', section: healthSections.find((section) => section === first) ?? 'overview' };
    case 'account':
      return { kind: 'account', section: accountSections.find((section) => section === first) ?? 'profile' };
    case 'administration':
      return {
        kind: 'administration',
        section: administrationSections.find((section) => section === first) ?? null,
        id: second === '' ? null : second,
      };
    default:
      return { kind: 'grid' };
  }
}

function cameraRoute(id: string, parameters: URLSearchParams): Route {
  const at = Date.parse(parameters.get('at') ?? '');
  const wish = parameters.get('transport');
  return {
    kind: 'camera',
    id,
    atMillis: Number.isNaN(at) ? null : at,
    transport: wish === 'mse' || wish === 'hls' ? wish : 'auto',
  };
}

/** As typed where it is not encoded as it should be: people edit addresses. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

export function cameraHref(id: string): string {
  return `#/cameras/${encodeURIComponent(id)}`;
}

export function addHref(way: AddWay, address = ''): string {
  return `#/add/${way}${address === '' ? '' : `?${new URLSearchParams({ address }).toString()}`}`;
}

export function onboardingHref(id: string): string {
  return `#/onboarding/${encodeURIComponent(id)}`;
}

export function healthHref(section: HealthSection): string {
  return section === 'overview' ? '#/health' : `#/health/${section}`;
}

export function accountHref(section: AccountSection): string {
  return `#/account/${section}`;
}

export function administrationHref(section: AdministrationSection, id?: string): string {
  return `#/administration/${section}${id === undefined ? '' : `/${encodeURIComponent(id)}`}`;
}

interface Routing {
  hash: string;
  route: Route;
  /** Another page is on its way; until it is there, one stays where one was. */
  opening: boolean;
}

export function useRouting(): Routing {
  const [hash, setHash] = useState(window.location.hash);
  const [opening, startOpening] = useTransition();
  useEffect(() => {
    const follow = () => startOpening(() => setHash(window.location.hash));
    window.addEventListener('hashchange', follow);
    return () => window.removeEventListener('hashchange', follow);
  }, []);
  return { hash, route: parseRoute(hash), opening };
}

export function useRoute(): Route {
  return useRouting().route;
}
