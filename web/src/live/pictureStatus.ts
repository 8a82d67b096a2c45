import type { Camera } from '../api/types';
import { headline, sinceAndRetry, toneOf, type Tone, explain } from '../api/words';
import type { LiveState } from '../player/liveState';

/** What a picture's caption says, and what lies over the picture while it does not move. */
export interface PictureStatus {
  tone: Tone;
  headline: string;
  detail: string;
  advice: string;
}

/** For who may see what was, but not what is. */
export const recordingsOnly: PictureStatus = {
  tone: 'quiet',
  headline: 'Not shared live',
  detail: '',
  advice: 'You may use this camera in other ways, but not watch it live.',
};

export function pictureStatus(camera: Camera | undefined, live: LiveState, nowMillis: number): PictureStatus {
  switch (live.kind) {
    case 'playing':
      return { tone: 'good', headline: 'Live', detail: '', advice: '' };
    case 'unplayable':
      return {
        tone: 'busy',
        headline: `${live.codec} cannot be shown here`,
        detail: 'It is recorded as it is',
        advice: 'This browser has no decoder for it. Set the camera to H.264 to watch it, or export a clip.',
      };
    case 'denied':
      return {
        tone: 'quiet',
        headline: 'Not shared with you any more',
        detail: '',
        advice: 'Somebody changed what you may watch. Ask an administrator if you need this picture.',
      };
    case 'unsupported':
      return {
        tone: 'bad',
        headline: 'This browser plays no live video',
        detail: '',
        advice: 'Use a current Chrome, Edge, Firefox or Safari.',
      };
    case 'offline': {
      const seconds = Math.max(0, Math.ceil((live.retryAtMillis - nowMillis) / 1000));
      return {
        tone: 'bad',
        headline: 'Server does not answer',
        detail: seconds > 0 ? `retrying in ${seconds} s` : 'trying now',
        advice: '',
      };
    }
    case 'source': {
      const since = live.since ?? camera?.status.since ?? new Date(nowMillis).toISOString();
      const status = { ...live, since };
      return {
        tone: toneOf(status),
        headline: headline(status),
        detail: sinceAndRetry(status, nowMillis),
        advice: live.failure ? explain(live.failure).advice : '',
      };
    }
    case 'connecting': {
      const status = camera?.status;
      if (!status || status.state !== 'retrying') {
        return { tone: 'busy', headline: 'Connecting…', detail: '', advice: '' };
      }
      return {
        tone: toneOf(status),
        headline: headline(status),
        detail: sinceAndRetry(status, nowMillis),
        advice: status.failure ? explain(status.failure).advice : '',
      };
    }
  }
}
