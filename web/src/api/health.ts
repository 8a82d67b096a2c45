import type { CameraAlarm, CameraState, CameraStates, CheckedPicture } from './healthTypes';
import { allParts, answer, given, http, type Part } from './http';

const pageSize = 500;
const alarmsAtOnce = 30;

/** How the cameras are. */
export const health = {
  cameras: async (signal: AbortSignal): Promise<CameraStates> => {
    let intervalSeconds = 0;
    const items = await allParts(async (cursor) => {
      const part = await answer(
        http.GET('/api/v1/health/cameras', { params: { query: given({ limit: pageSize, cursor }) }, signal }),
      );
      ({ intervalSeconds } = part);
      return part;
    });
    return { items: items as CameraState[], intervalSeconds };
  },
  openAlarms: (signal?: AbortSignal): Promise<CameraAlarm[]> =>
    allParts((cursor) =>
      answer(
        http.GET('/api/v1/health/alarms', {
          params: { query: given({ open: true, limit: pageSize, cursor }) },
          ...given({ signal }),
        }),
      ),
    ),
  /** All cameras with the last look at the picture of each. */
  pictures: async (signal: AbortSignal): Promise<CheckedPicture[]> =>
    allParts((cursor) =>
      answer(http.GET('/api/v1/health/pictures', { params: { query: given({ limit: pageSize, cursor }) }, signal })),
    ),
  checkPictures: () => answer(http.POST('/api/v1/health/pictures/check', { body: {} })),
  views: (fromMillis: number, toMillis: number, signal: AbortSignal) =>
    answer(
      http.GET('/api/v1/health/views', {
        params: { query: { from: new Date(fromMillis).toISOString(), to: new Date(toMillis).toISOString() } },
        signal,
      }),
    ),
  alarms: async (cursor: string | undefined, signal: AbortSignal): Promise<Part<CameraAlarm>> =>
    answer(http.GET('/api/v1/health/alarms', { params: { query: given({ limit: alarmsAtOnce, cursor }) }, signal })),
};
