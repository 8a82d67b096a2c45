/** The JSON of `/api/v1`. Times are ISO-8601 UTC strings, ids opaque strings. */

export interface Page<T> {
  items: T[];
  next: string | null;
}

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
export interface Failure {
  type: string;
  detail: string;
}

export type StreamState = 'idle' | 'connecting' | 'live' | 'retrying';

export interface Status {
  state: StreamState;
  since: string;
  failure: Failure | null;
  retryAt: string | null;
}

export interface Camera {
  id: string;
  name: string;
  /** With the password masked. */
  url: string;
  record: boolean;
  createdAt: string;
  streams: { name: string; role: string }[];
  status: Status;
}

export interface CameraDraft {
  name: string;
  url: string;
  record: boolean;
}

export interface VideoTrack {
  kind: 'video';
  codec: string;
  codecString: string;
  width: number;
  height: number;
  playable: boolean;
}

export interface AudioTrack {
  kind: 'audio';
  codec: string;
  codecString: string;
  sampleRateHz: number;
  channels: number;
  playable: boolean;
}

export type Track = VideoTrack | AudioTrack;

export interface Viewer {
  id: string;
  kind: string;
  address: string;
  since: string;
}

export interface StreamStatistics {
  bitrateBitsPerSecond: number;
  framesPerSecond: number;
  gopMillis: number;
  gopFrames: number;
  bytes: number;
  frames: number;
  keyFrames: number;
  lostPackets: number;
  reorderedPackets: number;
  discardedAccessUnits: number;
  discontinuities: number;
  gaps: number;
  reconnects: number;
  clockDriftPpm: number;
}

export interface RecordingState {
  state: 'off' | 'recording' | 'waiting' | 'failed';
  since: string | null;
  segmentFrom: string | null;
  bytes: number;
  gaps: number;
  lastError: string | null;
}

export interface Stream extends Status {
  name: string;
  cameraId: string;
  cameraName: string;
  role: string;
  recording: RecordingState;
  tracks: Track[];
  viewers: Viewer[];
  statistics: StreamStatistics;
}

export interface RecordedSpan {
  from: string;
  to: string;
  bytes: number;
}

export interface RecordedGap {
  from: string;
  to: string;
  reason: string;
}

export interface Recordings {
  stream: string;
  from: string;
  to: string;
  spans: RecordedSpan[];
  gaps: RecordedGap[];
  nearest: { before: RecordedSpan | null; after: RecordedSpan | null };
}

export interface Volume {
  id: string;
  path: string;
  state: string;
  capacityBytes: number;
  freeBytes: number;
  usedBytes: number;
}

export interface SystemInfo {
  version: string;
  startedAt: string;
  now: string;
  listen: string;
  volumes: Volume[];
  demo: boolean;
}

export interface Probe {
  tracks: Track[];
}

/** RFC 9457 problem details. */
export interface Problem {
  type: string;
  title: string;
  status: number;
  detail?: string;
}
