import { describe, expect, it } from 'vitest';
import type { FoundDevice, FoundStream } from '../../api/cameraTypes';
import { foundChannels, hostOf, proposedName, renamedStreams, streamNameProblem } from './foundChannels';

function stream(channel: number, role: FoundStream['role'], failure: FoundStream['failure'] = null): FoundStream {
  return {
    channel, role, failure, profile: role, url: 'rtsp://192.0.2.4/', codec: 'H264', width: 1280, height: 720,
    framesPerSecond: 25, audioCodec: null, name: null, bitrateBitsPerSecond: null, picture: null,
  };
}

function device(...streams: FoundStream[]): FoundDevice {
  return {
    way: 'onvif', controlUrl: null, manufacturer: 'Acme', model: 'Eye  4', serial: '', firmware: '', clockOffsetMillis: 0,
    ptz: false, streams,
  };
}

const dead = { type: 'stalled', detail: 'No media came.' };

describe('the channels of a device', () => {
  it('are its cameras, with the streams that are used', () => {
    const channels = foundChannels(device(stream(2, 'main'), stream(1, 'main'), stream(1, 'sub'), stream(1, 'other')));
    expect(channels.map(({ channel, streams }) => [channel, streams.length])).toEqual([[1, 2], [2, 1]]);
  });

  it('send the names of streams that somebody has changed, of the channels that are wanted', () => {
    const named = (channel: number, role: 'main' | 'sub') => ({ ...stream(channel, role), name: `c${channel}_${role}` });
    const channels = foundChannels(device(named(1, 'main'), named(1, 'sub'), named(2, 'main')));
    const typed = { c1_main: 'yard', c1_sub: 'c1_sub', c2_main: 'gate' };
    expect(renamedStreams(channels, [1], typed)).toEqual({ c1_main: 'yard' });
    expect(renamedStreams(channels, [1, 2], typed)).toEqual({ c1_main: 'yard', c2_main: 'gate' });
  });

  it('refuse names that can be no address', () => {
    expect(streamNameProblem('front_door-2')).toBeUndefined();
    expect(streamNameProblem('')).toBeDefined();
    expect(streamNameProblem('../etc')).toBeDefined();
    expect(streamNameProblem('a'.repeat(101))).toBeDefined();
  });

  it('can be added when their main stream plays', () => {
    const channels = foundChannels(device(stream(1, 'main', dead), stream(1, 'sub'), stream(2, 'main'), stream(2, 'sub', dead)));
    expect(channels.map(({ playable }) => playable)).toEqual([false, true]);
  });

  it('are named by what they are and where, and counted when there are several', () => {
    const onboarding = { address: '192.0.2.4:8000', name: null };
    expect(proposedName(onboarding, device(stream(1, 'main')), 1)).toBe('Acme Eye 4 192.0.2.4');
    const two = device(stream(1, 'main'), stream(2, 'main'));
    expect(proposedName(onboarding, two, 2)).toBe('Acme Eye 4 192.0.2.4 · 2');
    expect(proposedName({ ...onboarding, name: 'Yard' }, two, 1)).toBe('Yard · 1');
    expect(proposedName(onboarding, device(stream(1, 'main'), stream(2, 'main', dead)), 1)).toBe('Acme Eye 4 192.0.2.4');
  });

  it.each([
    ['192.0.2.4', '192.0.2.4'],
    ['192.0.2.4:8000', '192.0.2.4'],
    ['http://cam.example:80/onvif/device_service', 'cam.example'],
    ['[2001:db8::1]:80', '2001:db8::1'],
    ['2001:db8::1', '2001:db8::1'],
  ])('lie at the host of %s', (address, host) => {
    expect(hostOf(address)).toBe(host);
  });
});
