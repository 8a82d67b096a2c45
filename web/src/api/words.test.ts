import { describe, expect, it } from 'vitest';
import { failureTypes } from './types';
import { bitrate, bytes, duration, explain, headline, momentWords, sinceAndRetry } from './words';

describe('words', () => {
  it.each(failureTypes)('say what is wrong and what to do for %s', (type) => {
    const { title, advice } = explain({ type, detail: 'the server’s own words' });
    expect(title).not.toBe('Something went wrong');
    expect(advice.length).toBeGreaterThan(20);
  });

  it('give the server’s words for a failure that is newer than the page', () => {
    expect(explain({ type: 'eaten-by-bear', detail: 'A bear.' }).advice).toBe('A bear.');
  });

  it('tell since when and when it is tried again', () => {
    const now = new Date(2026, 5, 1, 14, 30).getTime();
    const status = {
      state: 'retrying' as const,
      since: new Date(2026, 5, 1, 14, 2).toISOString(),
      failure: { type: 'unreachable', detail: '' },
      retryAt: new Date(now + 11_500).toISOString(),
    };
    expect(headline(status)).toBe('Camera does not answer');
    expect(sinceAndRetry(status, now)).toBe('since 14:02 — retrying in 12 s');
    expect(sinceAndRetry({ ...status, retryAt: null }, now)).toBe('since 14:02');
  });

  it('tell a moment as people do', () => {
    const now = new Date(2026, 2, 3, 14, 30).getTime();
    const words = (...at: [number, number, number, number, number]) => momentWords(new Date(...at).toISOString(), now);
    expect(words(2026, 2, 3, 14, 30)).toBe('just now');
    expect(words(2026, 2, 3, 14, 18)).toBe('12 minutes ago');
    expect(words(2026, 2, 3, 9, 5)).toBe('today 09:05');
    expect(words(2026, 2, 2, 9, 5)).toBe('yesterday 09:05');
    expect(words(2025, 11, 24, 9, 5)).toMatch(/24.*2025|2025.*24/);
  });

  it('count in units that people read', () => {
    expect([0, 999, 1_500, 299_400_000, 8.2e9].map(bytes)).toEqual(['0 B', '999 B', '1.5 kB', '299 MB', '8.2 GB']);
    expect([868_000, 4_080_000].map(bitrate)).toEqual(['868 kbit/s', '4.1 Mbit/s']);
    expect([800, 42_000, 125_000, 3_780_000].map(duration)).toEqual(['0.8 s', '42 s', '2 min 05 s', '1 h 03 min']);
  });
});
