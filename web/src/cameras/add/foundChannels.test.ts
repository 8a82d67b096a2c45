import { describe, expect, it } from 'vitest';
import type { FoundDevice, FoundStream } from '../../api/cameraTypes';
import { foundChannels, hostOf, proposedName } from './foundChannels';

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
