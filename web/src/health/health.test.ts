import { describe, expect, it } from 'vitest';
import { failureTypes } from '../api/types';
import type { CameraState, HealthStatus } from '../api/healthTypes';
import { among, chosen, countsOf, everything, labelsOf, type HealthFilter } from './cameraStates';
import { byUrgency, checkedEvery, roughly, sinceWords, summary, trouble } from './healthWords';

const now = new Date(2026, 10, 21, 14, 30).getTime();

function camera(name: string, status: HealthStatus, minutesAgo = 5, alarm = false): CameraState {
  const since = new Date(now - minutesAgo * 60_000).toISOString();
  return {
    cameraId: name,
    name,
    status,
    since,
    reason: null,
    checkedAt: null,
    alarm: alarm ? { since, raisedAt: since, closedAt: null, seconds: minutesAgo * 60 } : null,
    groups: [],
    tags: [],
  };
}

describe('words of health', () => {
  it('tell since when, and for how long', () => {
    expect(sinceWords(new Date(2026, 10, 21, 14, 2).toISOString(), now)).toBe('since 14:02, for 28 minutes');
    expect([20_000, 60_000, 119 * 60_000, 120 * 60_000, 3 * 86_400_000].map(roughly)).toEqual([
      'less than a minute',
      '1 minute',
      '119 minutes',
      '2 hours',
      '3 days',
    ]);
  });

  it.each(failureTypes)('say what to do for %s, offline or without picture', (type) => {
    for (const status of ['offline', 'online-without-picture'] as const) {
      const { title, advice } = trouble(status, { type, detail: '' });
      expect(title).not.toBe('Something went wrong');
      expect(advice.length).toBeGreaterThan(20);
    }
  });

  it('do not send to the plug of a device that answers', () => {
    expect(trouble('online-without-picture', { type: 'unreachable', detail: '' }).advice).not.toContain('power');
    expect(trouble('online-without-picture', { type: 'unauthorized', detail: '' }).title).toContain('password');
  });

  it('tell how often cameras are checked', () => {
    expect(checkedEvery(30)).toBe('Every camera is checked every 30 seconds.');
    expect(checkedEvery(300)).toBe('Every camera is checked every 5 minutes.');
    expect(checkedEvery(0)).toBe('');
  });

  it('sum up', () => {
    const none = { offline: 0, 'online-without-picture': 0, unknown: 0, online: 0 };
    expect(summary(none)).toBe('No cameras yet');
    expect(summary({ ...none, online: 3 })).toBe('All cameras are well');
    expect(summary({ ...none, unknown: 1, online: 3 })).toBe('1 camera not checked yet');
    expect(summary({ ...none, offline: 2, 'online-without-picture': 1 })).toBe('2 offline, 1 without picture');
  });
});

describe('cameras', () => {
  const states = [
    camera('Yard', 'online'),
    camera('Gate', 'offline', 2),
    camera('Hall', 'online-without-picture', 90),
    camera('Roof', 'offline', 60, true),
    camera('Back gate', 'offline', 10),
  ];

  it('come with alarms first, then the longest away', () => {
    expect([...states].sort(byUrgency).map(({ name }) => name)).toEqual(['Roof', 'Back gate', 'Gate', 'Hall', 'Yard']);
  });

  it('are filtered by group and tag, however they are', () => {
    const labelled = [
      { ...camera('Yard', 'online'), groups: ['Harbour'], tags: ['wet'] },
      { ...camera('Gate', 'offline'), groups: ['Harbour', 'Airport'], tags: [] },
    ];
    const names = (filter: Partial<HealthFilter>) => among(labelled, { ...everything, ...filter }).map(({ name }) => name);
    expect(labelsOf(labelled, 'groups')).toEqual(['Airport', 'Harbour']);
    expect(names({})).toEqual(['Yard', 'Gate']);
    expect(names({ group: 'Airport' })).toEqual(['Gate']);
    expect(names({ group: 'Harbour', tag: 'wet' })).toEqual(['Yard']);
  });

  it('are filtered by status and by each word of the text', () => {
    const names = (status: HealthStatus | null, text: string) => chosen(states, { ...everything, status, text }).map(({ name }) => name);
    expect(names(null, '')).not.toContain('Yard');
    expect(names('online', '')).toEqual(['Yard']);
    expect(names(null, 'gate')).toEqual(['Back gate', 'Gate']);
    expect(names(null, 'GATE back')).toEqual(['Back gate']);
    expect(countsOf(states)).toEqual({ offline: 3, 'online-without-picture': 1, unknown: 0, online: 1 });
  });
});
