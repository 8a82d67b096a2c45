import type { components } from './schema';
import type { Answer, Failure, Narrowed, StreamState } from './types';

type Schema = components['schemas'];

/** What a list of cameras is asked with; what is left out does not matter. */
export interface CameraQuery {
  q?: string;
  group?: string;
  tag?: string;
  state?: StreamState;
  favourite?: boolean;
}

export type CameraSummary = Answer<Schema['CameraSummary']>;
export type CameraForm = Schema['CameraForm'];
export type CameraTemplate = Answer<Schema['CameraTemplate']>;

export type BulkAction = 'delete' | 'tag' | 'untag' | 'group' | 'ungroup' | 'record' | 'stop-recording';

export interface BulkForm {
  ids: string[];
  action: BulkAction;
  tag?: string;
  /** Its id. */
  group?: string;
  /** What becomes of the recordings of deleted cameras. */
  recordings?: 'keep' | 'delete';
}

export type BulkItem = Narrowed<Answer<Schema['Item']>, { result: 'done' | 'unchanged' | 'failed' }>;

export type RowStatus = 'new' | 'double' | 'wrong';
export type ImportRow = Narrowed<Answer<Schema['Row']>, { status: RowStatus }>;
export type ImportReport = Narrowed<Answer<Schema['ImportReport']>, { items: ImportRow[] }>;

export type Discovered = Answer<Schema['Discovered']>;

/** In this order. */
export const onboardingSteps = ['reach', 'identify', 'profiles', 'codecs', 'media', 'register'] as const;
export type OnboardingStep = (typeof onboardingSteps)[number];
export type OnboardingState = 'running' | 'found' | 'done' | 'failed';

/** `name` is what the stream would be called, `picture` the address of a JPEG while there is one. */
export type FoundStream = Narrowed<
  Answer<Schema['FoundStreamJson']>,
  { role: 'main' | 'sub' | 'other'; failure: Failure | null }
>;
export type FoundDevice = Narrowed<Answer<Schema['FoundDeviceJson']>, { streams: FoundStream[] }>;
export type Onboarding = Narrowed<
  Answer<Schema['OnboardingJson']>,
  { state: OnboardingState; step: OnboardingStep; failure: Failure | null; device: FoundDevice | null }
>;

export interface NewDevice {
  address: string;
  username: string;
  password: string;
  record: boolean;
  /** Whether somebody looks at what was found before it is registered. */
  confirm: boolean;
  groups: string[];
  tags: string[];
}

export interface Credentials {
  username: string;
  password: string;
}
