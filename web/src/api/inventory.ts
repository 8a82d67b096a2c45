import type {
  BulkForm, BulkItem, CameraForm, CameraQuery, CameraSummary, Credentials, ImportReport, NewDevice, Onboarding,
} from './cameraTypes';
import { answer, given, http, type Part } from './http';
import type { Camera } from './types';
import { upload, type Sent } from './upload';

/** The cameras that there are, and what people know of them. */
export const inventory = {
  list: async (query: CameraQuery, cursor: string | undefined, limit: number, signal?: AbortSignal) =>
    (await answer(
      http.GET('/api/v1/cameras', { params: { query: { ...query, ...given({ cursor }), limit } }, ...given({ signal }) }),
    )) as Part<Camera>,
  summary: (signal: AbortSignal): Promise<CameraSummary> => answer(http.GET('/api/v1/cameras/summary', { signal })),
  get: async (id: string, signal?: AbortSignal) =>
    (await answer(
      http.GET('/api/v1/cameras/{id}', { params: { path: { id } }, ...given({ signal }) }),
    )) as Camera,
  add: async (form: CameraForm) => (await answer(http.POST('/api/v1/cameras', { body: form }))) as Camera,
  change: async (id: string, form: CameraForm) =>
    (await answer(http.PATCH('/api/v1/cameras/{id}', { params: { path: { id } }, body: form }))) as Camera,
  delete: (id: string, recordings: 'keep' | 'delete') =>
    answer(http.DELETE('/api/v1/cameras/{id}', { params: { path: { id }, query: { recordings } } })),
  /** How much is kept of what a camera has shown. */
  recordedBytes: async (camera: Pick<Camera, 'streams'>, signal: AbortSignal): Promise<number> => {
    const days = await Promise.all(
      camera.streams.map(({ name }) =>
        answer(http.GET('/api/v1/recordings/days', { params: { query: { stream: name } }, signal })),
      ),
    );
    return days.flatMap(({ items }) => items).reduce((sum, day) => sum + day.bytes, 0);
  },
  changeCredentials: async (id: string, credentials: Credentials) =>
    (await answer(
      http.PUT('/api/v1/cameras/{id}/credentials', { params: { path: { id } }, body: credentials }),
    )) as Camera,
  bulk: async (form: BulkForm) =>
    (await answer(http.POST('/api/v1/cameras/bulk', { body: form }))).items as BulkItem[],
  setFavourite: (id: string, favourite: boolean) =>
    favourite
      ? answer(http.PUT('/api/v1/cameras/{id}/favourite', { params: { path: { id } } }))
      : answer(http.DELETE('/api/v1/cameras/{id}/favourite', { params: { path: { id } } })),
  templates: async (signal: AbortSignal) => (await answer(http.GET('/api/v1/camera-templates', { signal }))).items,
  import: async (file: File, dryRun: boolean, onSent: (sent: Sent) => void): Promise<ImportReport> => {
    const form = new FormData();
    form.append('file', file);
    // Wrong rows were shown before; they are not in the way of the others.
    return (await upload(`api/v1/cameras/import?dryRun=${dryRun}&onlyGood=true`, form, onSent)) as ImportReport;
  },
  exportUrl: (query: CameraQuery, format: 'csv' | 'xlsx') =>
    `api/v1/cameras/export?${new URLSearchParams({ ...strings(query), format }).toString()}`,
  importTemplateUrl: (format: 'csv' | 'xlsx') => `api/v1/cameras/import/template?format=${format}`,
};

function strings(query: CameraQuery): Record<string, string> {
  return Object.fromEntries(Object.entries(query).map(([key, value]) => [key, String(value)]));
}

export const groups = {
  add: (name: string) => answer(http.POST('/api/v1/groups', { body: { name } })),
  rename: (id: string, name: string) =>
    answer(http.PATCH('/api/v1/groups/{id}', { params: { path: { id } }, body: { name } })),
  delete: (id: string) => answer(http.DELETE('/api/v1/groups/{id}', { params: { path: { id } } })),
};

/** Devices on their way to being cameras. */
export const onboarding = {
  discover: async (seconds: number, signal: AbortSignal) =>
    (await answer(http.GET('/api/v1/cameras/discover', { params: { query: { seconds } }, signal }))).items,
  /** Does not wait: how it goes on is asked for by its id. */
  begin: async (device: NewDevice) =>
    (await answer(http.POST('/api/v1/cameras/onboard', { body: { ...device, waitSeconds: 0 } }))) as Onboarding,
  get: async (id: string, signal: AbortSignal) =>
    (await answer(http.GET('/api/v1/cameras/onboard/{id}', { params: { path: { id } }, signal }))) as Onboarding,
  list: async (signal: AbortSignal) =>
    (await answer(http.GET('/api/v1/cameras/onboard', { params: { query: { limit: 100 } }, signal })))
      .items as Onboarding[],
  retry: async (id: string, credentials: Credentials | undefined) =>
    (await answer(
      http.POST('/api/v1/cameras/onboard/{id}/retry', {
        params: { path: { id } },
        body: credentials ?? {},
      }),
    )) as Onboarding,
  /** `streamNames` by the names that were proposed. */
  register: async (id: string, channels: number[], streamNames: Record<string, string>) =>
    (await answer(
      http.POST('/api/v1/cameras/onboard/{id}/register', { params: { path: { id } }, body: { channels, streamNames } }),
    )) as Onboarding,
  forget: (id: string) => answer(http.DELETE('/api/v1/cameras/onboard/{id}', { params: { path: { id } } })),
};
