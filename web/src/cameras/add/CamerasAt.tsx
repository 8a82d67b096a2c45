import { Anchor } from '@mantine/core';
import { useCallback } from 'react';
import { inventory } from '../../api/inventory';
import { useLoaded } from '../../api/useLoaded';
import { cameraHref } from '../../shell/route';
import { hostOf } from './foundChannels';

interface CamerasAtProps {
  address: string;
  /** By which a device is known that has moved to another address; empty where it has none. */
  serial: string;
}

/** The way to the camera that is there already, or to those of its address where there are several. */
export function CamerasAt({ address, serial }: CamerasAtProps) {
  const { loaded } = useLoaded(
    useCallback(
      async (signal: AbortSignal) => {
        for (const q of [serial, hostOf(address)].filter(Boolean)) {
          const { items } = await inventory.list({ q }, undefined, 2, signal);
          if (items.length > 0) return { q, items };
        }
        return { q: hostOf(address), items: [] };
      },
      [address, serial],
    ),
  );
  if (loaded.kind !== 'ready') return null;
  const { q, items } = loaded.value;
  const [only] = items;
  if (only && items.length === 1) return <Anchor href={cameraHref(only.id)}>Open “{only.name}”</Anchor>;
  return <Anchor href={`#/cameras?${new URLSearchParams({ q }).toString()}`}>Show it among the cameras</Anchor>;
}
