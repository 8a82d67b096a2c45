import { describe, expect, it } from 'vitest';
import type { Grant } from '../../api/accountTypes';
import { without, withRight, withSubject } from './grants';

const yard: Grant = { cameraId: 'yard', groupId: null, rights: ['view'] };
const gates: Grant = { cameraId: null, groupId: 'gates', rights: ['view', 'export'] };

describe('grants', () => {
  it('gain and lose rights, in the usual order', () => {
    expect(withRight([yard, gates], 'group:gates', 'playback', true)).toEqual([
      yard,
      { ...gates, rights: ['view', 'playback', 'export'] },
    ]);
    expect(withRight([yard, gates], 'group:gates', 'view', false)).toEqual([yard, { ...gates, rights: ['export'] }]);
  });

  it('go with their last right', () => {
    expect(withRight([yard, gates], 'camera:yard', 'view', false)).toEqual([gates]);
  });

  it('begin with looking, and only once', () => {
    const more = withSubject([yard], { kind: 'group', id: 'gates', name: 'Gates' });
    expect(more).toEqual([yard, { cameraId: null, groupId: 'gates', rights: ['view', 'playback'] }]);
    expect(withSubject(more, { kind: 'camera', id: 'yard', name: 'Yard' })).toBe(more);
    expect(without(more, 'camera:yard')).toHaveLength(1);
  });
});
