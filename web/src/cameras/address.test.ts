import { describe, expect, it } from 'vitest';
import { completeAddress } from './address';

describe('completeAddress', () => {
  it.each([
    ['rtsp://cam/one', 'rtsp://cam/one'],
    [' 192.168.1.20:554/stream1 ', 'rtsp://192.168.1.20:554/stream1'],
    ['RTSPS://cam/one?a=b', 'rtsps://cam/one?a=b'],
    ['rtsp://me:secret@cam/one', 'rtsp://me:secret@cam/one'],
  ])('takes %s', (typed, url) => {
    expect(completeAddress(typed)).toEqual({ kind: 'ok', url });
  });

  it('puts in a user name and password that were given apart', () => {
    expect(completeAddress('rtsp://old:x@cam:554/one', 'me', 'p@ss:w/rd')).toEqual({
      kind: 'ok',
      url: 'rtsp://me:p%40ss%3Aw%2Frd@cam:554/one',
    });
    expect(completeAddress('cam?x=1', 'me')).toEqual({ kind: 'ok', url: 'rtsp://me@cam?x=1' });
  });

  it.each(['', 'http://cam/', 'rtsp://', 'rtsp:///one', 'my camera'])('refuses %j in words', (typed) => {
    expect(completeAddress(typed).kind).toBe('problem');
  });
});
