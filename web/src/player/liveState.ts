import type { Failure, StreamState } from '../api/types';

/** What a live player shows, or why it shows nothing. */
export type LiveState =
  | { kind: 'connecting' }
  | { kind: 'playing' }
  /** The server is there, but the camera's media is not. */
  | { kind: 'source'; state: StreamState; since: string | null; failure: Failure | null; retryAt: string | null }
  /** This browser cannot decode what the camera sends. */
  | { kind: 'unplayable'; codec: string }
  /** The right to watch was taken away while it was watched. */
  | { kind: 'denied' }
  /** The server does not answer; tried again at `retryAtMillis`. */
  | { kind: 'offline'; retryAtMillis: number }
  /** This browser has no way to play live media of this kind. */
  | { kind: 'unsupported' };

/** A live player on a video element that somebody else owns. */
export interface LivePlayer {
  readonly transport: 'MSE' | 'LL-HLS' | 'HLS';
  /** Picture to eye, from the wall clock in the media; undefined until it plays. */
  latencyMillis(): number | undefined;
  /** The moment that the picture shows. */
  wallMillis(): number | undefined;
  /** Times that playback ran dry. */
  readonly stalls: number;
  close(): void;
}
