import { Anchor } from '@mantine/core';
import { hostOf } from './foundChannels';

/** The way to the cameras that are at an address already. */
export function CamerasAt({ address }: { address: string }) {
  const search = new URLSearchParams({ q: hostOf(address) });
  return <Anchor href={`#/cameras?${search.toString()}`}>Show it among the cameras</Anchor>;
}
