/** What keys do on the camera page. Pure, so that the list shown to people is the one that works. */

import type { Right } from '../api/accountTypes';

export type KeyCommand =
  | { kind: 'toggle-play' }
  | { kind: 'live' }
  | { kind: 'frames'; frames: number }
  | { kind: 'seek-by'; millis: number }
  | { kind: 'zoom'; factor: number }
  | { kind: 'export' }
  | { kind: 'mute' }
  | { kind: 'fullscreen' };

/** What a person with these rights on the camera may do of it. */
export function isAllowed(command: KeyCommand, rights: Right[]): boolean {
  switch (command.kind) {
    case 'frames':
    case 'seek-by':
    case 'zoom':
      return rights.includes('playback');
    case 'export':
      return rights.includes('playback') && rights.includes('export');
    case 'toggle-play':
    case 'live':
    case 'mute':
    case 'fullscreen':
      return true;
  }
}

export interface KeyPress {
  key: string;
  shiftKey: boolean;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
}

const secondsPerArrow = 5;

export const keyHelp: readonly [keys: string, words: string][] = [
  ['Space', 'Play or pause'],
  ['← →', 'Five seconds; while paused, one frame'],
  ['Shift ← →', 'One minute'],
  ['L', 'Live'],
  ['+ −', 'Zoom the timeline'],
  ['E', 'Export'],
  ['M', 'Sound'],
  ['F', 'Full screen'],
];

export function keyCommand(press: KeyPress, paused: boolean): KeyCommand | undefined {
  if (press.ctrlKey || press.metaKey || press.altKey) return undefined;
  switch (press.key) {
    case ' ':
      return { kind: 'toggle-play' };
    case 'ArrowLeft':
      return arrow(-1, press.shiftKey, paused);
    case 'ArrowRight':
      return arrow(1, press.shiftKey, paused);
    case '+':
    case '=':
      return { kind: 'zoom', factor: 0.5 };
    case '-':
    case '_':
      return { kind: 'zoom', factor: 2 };
  }
  switch (press.key.toLowerCase()) {
    case 'l':
      return { kind: 'live' };
    case 'e':
      return { kind: 'export' };
    case 'm':
      return { kind: 'mute' };
    case 'f':
      return { kind: 'fullscreen' };
    default:
      return undefined;
  }
}

function arrow(direction: 1 | -1, shift: boolean, paused: boolean): KeyCommand {
  if (shift) return { kind: 'seek-by', millis: direction * 60_000 };
  return paused ? { kind: 'frames', frames: direction } : { kind: 'seek-by', millis: direction * secondsPerArrow * 1000 };
}
