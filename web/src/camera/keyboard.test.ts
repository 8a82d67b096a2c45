import { describe, expect, it } from 'vitest';
import { isAllowed, keyCommand } from './keyboard';

const press = (key: string, more = {}) => ({ key, shiftKey: false, ctrlKey: false, metaKey: false, altKey: false, ...more });

describe('keys', () => {
  it('step by frames while paused and by seconds while playing', () => {
    expect(keyCommand(press('ArrowLeft'), true)).toEqual({ kind: 'frames', frames: -1 });
    expect(keyCommand(press('ArrowRight'), false)).toEqual({ kind: 'seek-by', millis: 5_000 });
  });

  it('step by minutes with shift, playing or not', () => {
    for (const paused of [true, false]) {
      expect(keyCommand(press('ArrowLeft', { shiftKey: true }), paused)).toEqual({ kind: 'seek-by', millis: -60_000 });
    }
  });

  it('leave the browser’s own shortcuts alone', () => {
    expect(keyCommand(press('l', { ctrlKey: true }), false)).toBeUndefined();
    expect(keyCommand(press('ArrowLeft', { altKey: true }), false)).toBeUndefined();
    expect(keyCommand(press('x'), false)).toBeUndefined();
  });

  it('do not mind capitals', () => {
    expect(keyCommand(press('L'), false)).toEqual({ kind: 'live' });
  });
});

describe('rights', () => {
  it('leave keys without effect for what is not allowed', () => {
    expect(isAllowed({ kind: 'seek-by', millis: -1 }, ['view'])).toBe(false);
    expect(isAllowed({ kind: 'export' }, ['view', 'playback'])).toBe(false);
    expect(isAllowed({ kind: 'export' }, ['playback', 'export'])).toBe(true);
    expect(isAllowed({ kind: 'toggle-play' }, ['view'])).toBe(true);
  });
});
