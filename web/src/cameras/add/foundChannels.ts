import type { FoundDevice, FoundStream, Onboarding } from '../../api/cameraTypes';

/** What of a device becomes one camera. */
export interface FoundChannel {
  channel: number;
  /** Those that are used, main ones first. */
  streams: FoundStream[];
  /** Whether its main stream plays: only then it can be added. */
  playable: boolean;
}

export function foundChannels(device: FoundDevice): FoundChannel[] {
  const numbers = [...new Set(device.streams.map((stream) => stream.channel))].sort((one, other) => one - other);
  return numbers.map((channel) => {
    const streams = device.streams.filter((stream) => stream.channel === channel && stream.role !== 'other');
    return { channel, streams, playable: streams.some((stream) => stream.role === 'main' && stream.failure === null) };
  });
}

/** As the server names a camera by itself: by what it is and where, and by its channel if there are several. */
export function proposedName(onboarding: Pick<Onboarding, 'address' | 'name'>, device: FoundDevice, channel: number): string {
  const own = `${device.manufacturer} ${device.model} ${hostOf(onboarding.address)}`.trim().replaceAll(/\s+/g, ' ');
  const name = onboarding.name?.trim() || own;
  return foundChannels(device).filter(({ playable }) => playable).length > 1 ? `${name} · ${channel}` : name;
}

/** What speaks against calling a stream so; the server knows which names are taken. */
export function streamNameProblem(name: string): string | undefined {
  if (name === '') return 'Give it a name.';
  return /^[A-Za-z0-9_-]{1,100}$/.test(name) ? undefined : 'Up to 100 letters, digits, _ and -.';
}

/** Of the channels that are wanted, the streams that are to be called otherwise than was proposed. */
export function renamedStreams(
  channels: FoundChannel[], wanted: number[], typed: Record<string, string>,
): Record<string, string> {
  return Object.fromEntries(
    channels
      .filter(({ channel }) => wanted.includes(channel))
      .flatMap(({ streams }) => streams)
      .flatMap(({ name }) => (name !== null && typed[name] !== undefined && typed[name] !== name ? [[name, typed[name]]] : [])),
  );
}

/** The host of `192.0.2.4:8000`, `http://[2001:db8::1]:80/onvif` and the like. */
export function hostOf(address: string): string {
  const authority = address.trim().replace(/^[a-z][a-z0-9+.-]*:\/\//i, '').split(/[/?#]/)[0] ?? '';
  const bracketed = /^\[([^\]]*)\]/.exec(authority)?.[1];
  if (bracketed !== undefined) return bracketed;
  return authority.split(':').length === 2 ? (authority.split(':')[0] ?? '') : authority;
}
