import { describe, expect, it } from 'vitest';
import { accountHref, administrationHref, cameraHref, parseRoute } from './route';

describe('routes', () => {
  it('begin at the grid', () => {
    for (const hash of ['', '#', '#/', '#/nothing/here', '#/cameras', '#/cameras/']) {
      expect(parseRoute(hash)).toEqual({ kind: 'grid' });
    }
  });

  it('lead to a camera and back', () => {
    expect(parseRoute(cameraHref('a/b?c'))).toEqual({ kind: 'camera', id: 'a/b?c', atMillis: null, transport: 'auto' });
  });

  it('lead to sections and people', () => {
    expect(parseRoute('#/account')).toEqual({ kind: 'account', section: 'profile' });
    expect(parseRoute(accountHref('sessions'))).toEqual({ kind: 'account', section: 'sessions' });
    expect(parseRoute('#/administration')).toEqual({ kind: 'administration', section: null, id: null });
    expect(parseRoute(administrationHref('users', 'a/b'))).toEqual({ kind: 'administration', section: 'users', id: 'a/b' });
    expect(parseRoute('#/administration/none/%E0%A4%A')).toMatchObject({ section: null, id: '%E0%A4%A' });
  });

  it('carry a moment and a transport', () => {
    expect(parseRoute('#/cameras/x?at=2026-01-02T03:04:05Z&transport=hls')).toMatchObject({
      atMillis: Date.UTC(2026, 0, 2, 3, 4, 5),
      transport: 'hls',
    });
    expect(parseRoute('#/cameras/x?at=soon&transport=pigeon')).toMatchObject({ atMillis: null, transport: 'auto' });
  });
});
