import type { CameraQuery } from '../../api/cameraTypes';
import type { StreamState } from '../../api/types';

/** What of the cameras is to be shown; an empty text or null is no wish. */
export interface InventoryFilter {
  text: string;
  /** Id of a group. */
  group: string | null;
  tag: string | null;
  state: StreamState | null;
  favourite: boolean;
}

export const everything: InventoryFilter = { text: '', group: null, tag: null, state: null, favourite: false };

/** In the order in which they are offered: what needs somebody first. */
export const stateWords: Record<StreamState, string> = {
  retrying: 'Away',
  connecting: 'Connecting',
  live: 'Live',
  idle: 'Ready',
};

/** The filter that an address asks for, as {@link filterSearch} writes it. */
export function parseFilter(search: string): InventoryFilter {
  const asked = new URLSearchParams(search);
  const state = asked.get('state');
  return {
    text: asked.get('q') ?? '',
    group: asked.get('group'),
    tag: asked.get('tag'),
    state: state !== null && state in stateWords ? (state as StreamState) : null,
    favourite: asked.get('favourite') === 'true',
  };
}

export function cameraQuery(filter: InventoryFilter): CameraQuery {
  const text = filter.text.trim();
  return {
    ...(text === '' ? {} : { q: text }),
    ...(filter.group === null ? {} : { group: filter.group }),
    ...(filter.tag === null ? {} : { tag: filter.tag }),
    ...(filter.state === null ? {} : { state: filter.state }),
    ...(filter.favourite ? { favourite: true } : {}),
  };
}

export function filterSearch(filter: InventoryFilter): string {
  const asked = Object.entries(cameraQuery(filter)).map(([key, value]) => [key, String(value)]);
  return new URLSearchParams(asked).toString();
}

export function isEverything(filter: InventoryFilter): boolean {
  return Object.keys(cameraQuery(filter)).length === 0;
}
