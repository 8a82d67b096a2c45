import { allParts, answer, given, http } from './http';
import type { Camera, Probe, Recordings, Stream, SystemInfo } from './types';

const pageSize = 200;

export const api = {
  cameras: async (signal?: AbortSignal) =>
    (await allParts((cursor) =>
      answer(http.GET('/api/v1/cameras', { params: { query: given({ limit: pageSize, cursor }) }, ...given({ signal }) })),
    )) as Camera[],
  probe: async (url: string) => (await answer(http.POST('/api/v1/cameras/probe', { body: { url } }))) as Probe,
  stream: async (name: string, signal?: AbortSignal) =>
    (await answer(http.GET('/api/v1/streams/{name}', { params: { path: { name } }, ...given({ signal }) }))) as Stream,
  recordings: (stream: string, fromMillis: number, toMillis: number, signal?: AbortSignal): Promise<Recordings> =>
    answer(
      http.GET('/api/v1/recordings', {
        params: { query: { stream, ...between(fromMillis, toMillis) } },
        ...given({ signal }),
      }),
    ),
  groups: (signal: AbortSignal) => allParts(() => answer(http.GET('/api/v1/groups', { signal }))),
  system: (): Promise<SystemInfo> => answer(http.GET('/api/v1/system')),
};

const segment = encodeURIComponent;

/** Where media lies. These URLs carry no session, so that caches may keep them: the cookie does. */
export const mediaUrl = {
  mse: (stream: string) => {
    const url = new URL(`live/${segment(stream)}/mse`, document.baseURI);
    url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
    return url.href;
  },
  hls: (stream: string) => `live/${segment(stream)}/index.m3u8`,
  recorded: (stream: string, fromMillis: number, toMillis: number) =>
    `vod/${segment(stream)}/index.m3u8?${timeQuery(fromMillis, toMillis)}`,
  snapshot: (stream: string) => `live/${segment(stream)}/snapshot.jpg`,
  recordedSnapshot: (stream: string, atMillis: number) =>
    `vod/${segment(stream)}/snapshot.jpg?${new URLSearchParams({ at: new Date(Math.round(atMillis)).toISOString() }).toString()}`,
  clip: (stream: string, fromMillis: number, toMillis: number) =>
    `vod/${segment(stream)}/clip.mp4?${timeQuery(fromMillis, toMillis)}&download=1`,
};

function timeQuery(fromMillis: number, toMillis: number): string {
  return new URLSearchParams(between(fromMillis, toMillis)).toString();
}

function between(fromMillis: number, toMillis: number): { from: string; to: string } {
  return { from: new Date(Math.round(fromMillis)).toISOString(), to: new Date(Math.round(toMillis)).toISOString() };
}
