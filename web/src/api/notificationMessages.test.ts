import { describe, expect, it } from 'vitest';
import { parseNotification } from './notificationMessages';

describe('notifications', () => {
  it('are taken as the server says them', () => {
    const text = '{"type":"alarm","at":"2026-11-21T12:00:00Z","cameraId":"a","closedAt":null}';
    expect(parseNotification(text)).toMatchObject({ type: 'alarm', cameraId: 'a', closedAt: null });
  });

  it.each(['', 'null', '[]', '{', '{"type":"weather"}', '{"at":"now"}', '"alarm"'])('ignore %s', (text) => {
    expect(parseNotification(text)).toBeUndefined();
  });
});
