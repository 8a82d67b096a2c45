import type { Failure, StreamState } from '../api/types';

/** The text messages of `/live/{stream}/mse`. Binary messages are the init segment, then chunks. */
export type MseMessage =
  | {
      type: 'init';
      version: number;
      codecs: string;
      mime: string;
      chunkMillis: number;
      startMicros: number;
      wallClockMicros: number;
      serverMicros: number;
    }
  | { type: 'status'; state: StreamState; since: string | null; failure: Failure | null; retryAt: string | null }
  | { type: 'unplayable'; codec: string };

/** Undefined for anything that is not one of them: a newer server may say more. */
export function parseMseMessage(text: string): MseMessage | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (typeof value !== 'object' || value === null || !('type' in value)) return undefined;
  const message = value as Record<string, unknown>;
  switch (message['type']) {
    case 'init':
      return typeof message['mime'] === 'string' && typeof message['startMicros'] === 'number'
        ? ({ chunkMillis: 200, ...message } as unknown as MseMessage)
        : undefined;
    case 'status':
      return typeof message['state'] === 'string'
        ? ({ since: null, failure: null, retryAt: null, ...message } as unknown as MseMessage)
        : undefined;
    case 'unplayable':
      return { type: 'unplayable', codec: typeof message['codec'] === 'string' ? message['codec'] : 'unknown' };
    default:
      return undefined;
  }
}
