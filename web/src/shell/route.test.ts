import { describe, expect, it } from 'vitest';
import { accountHref, addHref, administrationHref, cameraHref, healthHref, onboardingHref, parseRoute } from './route';

describe('routes', () => {
  it('begin at the grid', () => {
    for (const hash of ['', '#', '#/', '#/nothing/here']) {
      expect(parseRoute(hash)).toEqual({ kind: 'grid' });
    }
  });

  it('lead to a camera and back', () => {
    expect(parseRoute(cameraHref('a/b?c'))).toEqual({ kind: 'camera', id: 'a/b?c', atMillis: null, transport: 'auto' });
  });

  it('lead to the cameras, and to ways to add one', () => {
    expect(parseRoute('#/cameras')).toEqual({ kind: 'inventory', query: '' });
    expect(parseRoute('#/cameras/?tag=east&q=door')).toEqual({ kind: 'inventory', query: 'tag=east&q=door' });
    expect(parseRoute('#/add')).toEqual({ kind: 'add', way: 'address', address: '' });
    expect(parseRoute(addHref('import'))).toEqual({ kind: 'add', way: 'import', address: '' });
    const device = 'http://192.0.2.4/onvif/device_service?a=b&c';
    expect(parseRoute(addHref('address', device))).toEqual({ kind: 'add', way: 'address', address: device });
    expect(parseRoute(onboardingHref('a/b'))).toEqual({ kind: 'onboarding', id: 'a/b' });
    expect(parseRoute('#/onboarding')).toEqual({ kind: 'add', way: 'address', address: '' });
  });

  it('lead to sections and people', () => {
    expect(parseRoute('#/health')).toEqual({ kind: 'health', section: 'overview' });
    expect(parseRoute(healthHref('alarms'))).toEqual({ kind: 'health', section: 'alarms' });
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
