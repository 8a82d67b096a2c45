import type { components } from './schema';

/**
 * The page's names for what `schema.ts` describes, which is generated from the server's OpenAPI file.
 * Where that says only "string" for a closed set of words, the set stands here.
 */
type Schema = components['schemas'];

/** In an answer each member is there: what the description calls optional may be null. */
export type Answer<T> = T extends (infer Item)[]
  ? Answer<Item>[]
  : T extends object
    ? { [Key in keyof T]-?: Answer<T[Key]> }
    : T;

export type Narrowed<Wide, Narrow> = Omit<Wide, keyof Narrow> & Narrow;

export const failureTypes = [
  'invalid-address',
  'unreachable',
  'refused',
  'unauthorized',
  'not-found',
  'no-video',
  'unsupported-codec',
  'stalled',
  'closed',
  'protocol-error',
] as const;

export type FailureType = (typeof failureTypes)[number];

/** `type` is one of {@link FailureType}, or newer than this page. */
export type Failure = Answer<Schema['Failure']>;

export type StreamState = 'idle' | 'connecting' | 'live' | 'retrying';
export type Status = Narrowed<Answer<Schema['StreamStatusJson']>, { state: StreamState }>;

/** `url` has its password masked; `rights` are those of who asks. */
export type Camera = Narrowed<Answer<Schema['CameraJson']>, { status: Status }>;
export type CameraGroup = Answer<Schema['GroupJson']>;

type AnyTrack = Answer<Schema['TrackJson']>;
type TrackBasics = Pick<AnyTrack, 'codec' | 'codecString' | 'playable'>;
export type VideoTrack = TrackBasics & { kind: 'video'; width: number; height: number };
export type AudioTrack = TrackBasics & { kind: 'audio'; sampleRateHz: number; channels: number };
export type Track = VideoTrack | AudioTrack;
export interface Probe {
  tracks: Track[];
}

export type RecordingState = Narrowed<
  Answer<Schema['Recording']>,
  { state: 'off' | 'recording' | 'waiting' | 'failed' }
>;
export type Stream = Narrowed<
  Answer<Schema['StreamJson']>,
  { state: StreamState; recording: RecordingState; tracks: Track[] }
>;

export type Recordings = Answer<Schema['RecordedTime']>;
export type SystemInfo = Answer<Schema['SystemJson']>;
