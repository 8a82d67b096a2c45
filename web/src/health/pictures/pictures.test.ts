import { describe, expect, it } from 'vitest';
import type { CheckedPicture } from '../../api/healthTypes';
import { byVerdict, pictureAdvice, verdictTone, verdictWord } from './pictureWords';

function picture(name: string, verdict: string | null, reason: { type: string; detail: string } | null = null): CheckedPicture {
  const last = verdict === null ? null : {
    checkedAt: '2026-11-21T03:00:00Z', verdict, reason, stream: null, takenAt: null, picture: null, brightness: null, sharpness: null,
  };
  return { cameraId: name, name, pending: false, last };
}

describe('pictures', () => {
  it('come worst first', () => {
    const wall = [picture('a', 'fine'), picture('c', null), picture('b', 'fine'), picture('d', 'blurred'), picture('e', 'no-picture')];
    expect(wall.sort(byVerdict).map(({ name }) => name).join('')).toBe('edcab');
  });

  it('say what to do', () => {
    expect(pictureAdvice(picture('a', 'blurred'))).toContain('lens');
    expect(pictureAdvice(picture('a', 'fine'))).toBe('');
    expect(pictureAdvice(picture('a', 'no-picture', { type: 'unreachable', detail: '' }))).toBe('Camera does not answer');
  });

  it('have words for verdicts that are newer than the page', () => {
    expect(verdictWord('upside-down')).toBe('Upside down');
    expect(verdictTone('upside-down')).toBe('busy');
  });
});
