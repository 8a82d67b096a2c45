import { answer, given, http, send } from './http';
import { problemOf } from './problem';
import type { components } from './schema';
import type { Answer, Camera, Narrowed } from './types';

type Schema = components['schemas'];

/** The device behind a camera, and what of it can be controlled. */
export type Device = Answer<Schema['DeviceJson']>;
export type Ptz = Answer<Schema['PtzJson']>;
export type Preset = Ptz['presets'][number];
export type Imaging = Answer<Schema['ImagingJson']>;
export type ImagingChange = Partial<{
  [Key in keyof Schema['ImagingChange']]: NonNullable<Schema['ImagingChange'][Key]>;
}>;
export type CameraEvent = Narrowed<
  Answer<Schema['CameraEvent']>,
  { active: boolean | null; kind: string; source: Record<string, string>; data: Record<string, string> }
>;
export type CameraEvents = Narrowed<Answer<Schema['CameraEvents']>, { items: CameraEvent[] }>;
export type HealthHistory = Answer<Schema['History']>;
export type HealthPeriod = HealthHistory['periods'][number];

/** Speeds, or a way: pan −1 (left) … 1 (right), tilt −1 (down) … 1 (up), zoom −1 (wider) … 1 (closer). */
export interface Movement {
  pan: number;
  tilt: number;
  zoom: number;
}

export type PtzCommand =
  | ({ action: 'continuous'; holdSeconds: number } & Movement)
  | { action: 'stop' | 'home' }
  | { action: 'preset'; preset: string };

const of = (id: string) => ({ path: { id } });

export const devices = {
  device: (id: string, signal: AbortSignal) =>
    answer(http.GET('/api/v1/cameras/{id}/device', { params: of(id), signal })) as Promise<Device>,
  /** Also one that refused the log-in a while ago, which is not asked again by itself. */
  deviceAgain: (id: string, signal: AbortSignal) =>
    answer(http.POST('/api/v1/cameras/{id}/device/retry', { params: of(id), signal })) as Promise<Device>,
  ptz: (id: string, signal: AbortSignal) =>
    answer(http.GET('/api/v1/cameras/{id}/ptz', { params: of(id), signal })) as Promise<Ptz>,
  /** Sent to its end even when the page is left. */
  command: (id: string, command: PtzCommand) =>
    answer(http.POST('/api/v1/cameras/{id}/ptz', { params: of(id), body: command, keepalive: true })),
  savePreset: (id: string, name: string) =>
    answer(http.POST('/api/v1/cameras/{id}/ptz/presets', { params: of(id), body: { name } })),
  deletePreset: (id: string, token: string) =>
    answer(http.DELETE('/api/v1/cameras/{id}/ptz/presets/{token}', { params: { path: { id, token } } })),
  imaging: (id: string, signal: AbortSignal) =>
    answer(http.GET('/api/v1/cameras/{id}/imaging', { params: of(id), signal })) as Promise<Imaging>,
  changeImaging: (id: string, change: ImagingChange) =>
    answer(http.PUT('/api/v1/cameras/{id}/imaging', { params: of(id), body: change })) as Promise<Imaging>,
  resetImaging: (id: string) =>
    answer(http.POST('/api/v1/cameras/{id}/imaging/reset', { params: of(id) })) as Promise<Imaging>,
  events: (id: string, cursor: string | undefined, signal: AbortSignal) =>
    answer(
      http.GET('/api/v1/cameras/{id}/events', { params: { ...of(id), query: given({ cursor }) }, signal }),
    ) as Promise<CameraEvents>,
  listenAlways: (id: string, always: boolean) =>
    answer(http.PUT('/api/v1/cameras/{id}/events', { params: of(id), body: { always } })),
  reboot: (id: string) => answer(http.POST('/api/v1/cameras/{id}/reboot', { params: of(id) })),
  changeCredentials: async (id: string, username: string, password: string) =>
    (await answer(
      http.PUT('/api/v1/cameras/{id}/credentials', { params: of(id), body: { username, password } }),
    )) as Camera,
  setOnvifUrl: async (id: string, onvifUrl: string) =>
    (await answer(http.PATCH('/api/v1/cameras/{id}', { params: of(id), body: { onvifUrl } }))) as Camera,
  health: (id: string, signal: AbortSignal) =>
    answer(http.GET('/api/v1/cameras/{id}/health', { params: of(id), signal })) as Promise<HealthHistory>,
};

/** A picture as a file; what stands in its way is thrown as of any other call. */
export async function pictureAt(url: string): Promise<Blob> {
  const response = await send(new Request(new URL(url, document.baseURI)));
  if (!response.ok) throw await problemOf(response);
  return response.blob();
}
