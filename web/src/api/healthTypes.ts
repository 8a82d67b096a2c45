import type { components } from './schema';
import type { Answer, Narrowed } from './types';

type Schema = components['schemas'];

export const healthStatuses = ['offline', 'online-without-picture', 'unknown', 'online'] as const;
export type HealthStatus = (typeof healthStatuses)[number];

/** `type` is one of the page's failure types, or newer than this page. */
export type HealthReason = Answer<Schema['Reason']>;

export type CameraState = Narrowed<Answer<Schema['CameraState']>, { status: HealthStatus }>;

export interface CameraStates {
  items: CameraState[];
  /** Each camera is looked at so often. */
  intervalSeconds: number;
}

/** An outage that was long enough to be worth one. */
export type CameraAlarm = Answer<Schema['CameraAlarmJson']>;

/** A camera and what the last look at its picture has shown. */
export type CheckedPicture = Answer<Schema['CameraPicture']>;

/** The most viewers at a time, from a moment on until the next point. */
export type ViewPoint = Answer<Schema['Point']>;

export type WatchedCamera = Answer<Schema['CameraViews']>;
