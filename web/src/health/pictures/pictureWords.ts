import type { CheckedPicture } from '../../api/healthTypes';
import { explain, type Tone } from '../../api/words';

/** What is seen on a picture that is not as it should be, and what to do about it. */
const verdicts: Record<string, { word: string; advice: string }> = {
  'no-picture': { word: 'No picture', advice: '' },
  black: { word: 'Black', advice: 'Check the light, the lens cap and the night setting.' },
  'no-signal': { word: 'No signal', advice: 'The device shows a test picture. Check the cable to its camera.' },
  covered: { word: 'Covered', advice: 'Something is in front of the lens.' },
  frozen: { word: 'Frozen', advice: 'The picture no longer changes. Restart the camera.' },
  blurred: { word: 'Blurred', advice: 'Clean the lens, then focus it.' },
  unknown: { word: 'Not checked yet', advice: '' },
  fine: { word: 'Fine', advice: '' },
};

/** Worst first. */
export const verdictOrder = Object.keys(verdicts);

export function verdictOf(picture: CheckedPicture): string {
  return picture.last?.verdict ?? 'unknown';
}

export function verdictWord(verdict: string): string {
  return verdicts[verdict]?.word ?? verdict.replaceAll('-', ' ').replace(/^./, (letter) => letter.toUpperCase());
}

/** What to do next; the reason where there was no picture at all. */
export function pictureAdvice(picture: CheckedPicture): string {
  const reason = picture.last?.reason;
  return reason ? explain(reason).title : (verdicts[verdictOf(picture)]?.advice ?? '');
}

export function verdictTone(verdict: string): Tone {
  switch (verdict) {
    case 'fine':
      return 'good';
    case 'unknown':
      return 'quiet';
    case 'no-picture':
      return 'bad';
    default:
      return 'busy';
  }
}

/** Worst first, then by name; a verdict that is newer than this page is worth a look. */
export function byVerdict(a: CheckedPicture, b: CheckedPicture): number {
  return verdictOrder.indexOf(verdictOf(a)) - verdictOrder.indexOf(verdictOf(b)) || a.name.localeCompare(b.name);
}
