import type { Camera } from '../api/types';
import type { Polled } from '../api/usePolled';
import { toneOf } from '../api/words';
import type { Route } from './route';

/** "Yard — Sightline", "(1 away) Sightline": a tab in the background tells what it knows. */
export function pageTitle(cameras: Polled<Camera[]>, route: Route): string {
  if (cameras.kind === 'loading') return 'Sightline';
  if (cameras.kind === 'failed' || cameras.stale) return '(offline) Sightline';
  const away = cameras.value.filter((camera) => toneOf(camera.status) === 'bad').length;
  const mark = away > 0 ? `(${away} away) ` : '';
  const open = route.kind === 'camera' ? cameras.value.find((camera) => camera.id === route.id) : undefined;
  return open ? `${mark}${open.name} — Sightline` : `${mark}Sightline`;
}
