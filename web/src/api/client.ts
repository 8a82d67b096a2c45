import type {
  Camera,
  CameraDraft,
  Page,
  Probe,
  Problem,
  Recordings,
  Stream,
  SystemInfo,
} from './types';

/** The server answered with a problem (RFC 9457), or did not answer at all (`slug` is `offline`). */
export class ApiError extends Error {
  constructor(
    readonly slug: string,
    readonly status: number,
    detail: string,
  ) {
    super(detail);
    this.name = 'ApiError';
  }
}

const problemPrefix = 'urn:sightline:problem:';
const pageSize = 200;

async function call<T>(method: string, path: string, body?: unknown, signal?: AbortSignal): Promise<T> {
  const request: RequestInit = { method, headers: { accept: 'application/json' } };
  if (body !== undefined) {
    request.headers = { accept: 'application/json', 'content-type': 'application/json' };
    request.body = JSON.stringify(body);
  }
  if (signal) request.signal = signal;
  const response = await fetch(`api/v1/${path}`, request).catch((cause: unknown) => {
    if (signal?.aborted) throw cause;
    throw new ApiError('offline', 0, 'The server does not answer.');
  });
  if (!response.ok) throw await errorFrom(response);
  return (response.status === 204 ? undefined : await response.json()) as T;
}

async function errorFrom(response: Response): Promise<ApiError> {
  const problem = (await response.json().catch(() => ({}))) as Partial<Problem>;
  const slug = problem.type?.startsWith(problemPrefix)
    ? problem.type.slice(problemPrefix.length)
    : `http-${response.status}`;
  return new ApiError(slug, response.status, problem.detail ?? problem.title ?? response.statusText);
}

async function allPages<T>(path: string, signal?: AbortSignal): Promise<T[]> {
  const items: T[] = [];
  let cursor: string | null = null;
  do {
    const query: string = cursor === null ? '' : `&cursor=${encodeURIComponent(cursor)}`;
    const page: Page<T> = await call('GET', `${path}?limit=${pageSize}${query}`, undefined, signal);
    items.push(...page.items);
    cursor = page.next;
  } while (cursor !== null);
  return items;
}

const segment = encodeURIComponent;

export const api = {
  cameras: (signal?: AbortSignal) => allPages<Camera>('cameras', signal),
  camera: (id: string, signal?: AbortSignal) => call<Camera>('GET', `cameras/${segment(id)}`, undefined, signal),
  addCamera: (draft: CameraDraft) => call<Camera>('POST', 'cameras', draft),
  changeCamera: (id: string, change: Partial<CameraDraft>) =>
    call<Camera>('PATCH', `cameras/${segment(id)}`, change),
  deleteCamera: (id: string) => call<undefined>('DELETE', `cameras/${segment(id)}`),
  probe: (url: string, signal?: AbortSignal) => call<Probe>('POST', 'cameras/probe', { url }, signal),
  stream: (name: string, signal?: AbortSignal) =>
    call<Stream>('GET', `streams/${segment(name)}`, undefined, signal),
  recordings: (stream: string, fromMillis: number, toMillis: number, signal?: AbortSignal) =>
    call<Recordings>('GET', `recordings?${timeQuery({ stream }, fromMillis, toMillis)}`, undefined, signal),
  system: () => call<SystemInfo>('GET', 'system'),
};

/** Where media lies. These URLs carry no session, so that caches may keep them. */
export const mediaUrl = {
  mse: (stream: string) => {
    const url = new URL(`live/${segment(stream)}/mse`, document.baseURI);
    url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
    return url.href;
  },
  hls: (stream: string) => `live/${segment(stream)}/index.m3u8`,
  recorded: (stream: string, fromMillis: number, toMillis: number) =>
    `vod/${segment(stream)}/index.m3u8?${timeQuery({}, fromMillis, toMillis)}`,
  clip: (stream: string, fromMillis: number, toMillis: number) =>
    `vod/${segment(stream)}/clip.mp4?${timeQuery({}, fromMillis, toMillis)}&download=1`,
};

function timeQuery(parameters: Record<string, string>, fromMillis: number, toMillis: number): string {
  return new URLSearchParams({
    ...parameters,
    from: new Date(Math.round(fromMillis)).toISOString(),
    to: new Date(Math.round(toMillis)).toISOString(),
  }).toString();
}
