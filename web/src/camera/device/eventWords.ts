import type { CameraEvent } from '../../api/devices';
import type { Tone } from '../../api/words';

const words: Record<string, [begins: string, ends: string]> = {
  motion: ['Motion', 'Motion ended'],
  tamper: ['Camera covered or moved', 'Camera is clear again'],
  'digital-input': ['Input on', 'Input off'],
  'signal-loss': ['No video signal', 'Video signal is back'],
};

/** "Motion", "Input off", or the device's own topic in words. */
export function eventWords(event: Pick<CameraEvent, 'kind' | 'active' | 'topic'>): string {
  const known = words[event.kind];
  if (known) return event.active === false ? known[1] : known[0];
  const last = event.topic.split('/').filter((part) => part !== '').at(-1) ?? 'Event';
  return last
    .replaceAll(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .replace(/^./, (letter) => letter.toUpperCase());
}

/** What is worth a look has a colour; what ended, and the rest, has none. */
export function eventTone(event: Pick<CameraEvent, 'kind' | 'active'>): Tone {
  if (event.active !== true) return 'quiet';
  return event.kind === 'tamper' || event.kind === 'signal-loss' ? 'bad' : 'busy';
}
