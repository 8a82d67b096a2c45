import { describe, expect, it } from 'vitest';
import { cameraHref, parseRoute } from './route';

describe('routes', () => {
  it('begin at the grid', () => {
    for (const hash of ['', '#', '#/', '#/nothing/here', '#/cameras', '#/cameras/']) {
      expect(parseRoute(hash)).toEqual({ kind: 'grid' });
    }
  });

  it('lead to a camera and back', () => {
    expect(parseRoute(cameraHref('a/b?c'))).toEqual({ kind: 'camera', id: 'a/b?c', atMillis: null, transport: 'auto' });
  });

  it('carry a moment and a transport', () => {
    expect(parseRoute('#/cameras/x?at=2026-01-02T03:04:05Z&transport=hls')).toMatchObject({
      atMillis: Date.UTC(2026, 0, 2, 3, 4, 5),
      transport: 'hls',
    });
    expect(parseRoute('#/cameras/x?at=soon&transport=pigeon')).toMatchObject({ atMillis: null, transport: 'auto' });
  });
});
