import { useCallback, useEffect, useState } from 'react';
import type { CameraQuery } from '../../api/cameraTypes';
import type { Part } from '../../api/http';
import { inventory } from '../../api/inventory';
import type { Camera } from '../../api/types';

/** Rows that are shown at first, and that one more click adds. */
const partSize = 100;
const mostInRequest = 500;
const refreshMillis = 5_000;
const hiddenFactor = 5;

export type Listed =
  | { kind: 'loading' }
  | { kind: 'ready'; items: Camera[]; more: boolean; /** The last try failed; what is shown is from before. */ stale: boolean }
  | { kind: 'failed'; error: unknown };

export interface CameraList {
  listed: Listed;
  /** Other cameras than those shown have been asked for and are not here yet. */
  pending: boolean;
  showMore: () => void;
  reload: () => void;
  /** Shows what a change will have made of the cameras, until the server has said it. */
  anticipate: (change: (camera: Camera) => Camera) => void;
}

/**
 * The first cameras of a search, asked for again and again, and more of them on demand. What is
 * shown stays until the answer comes. `query` must keep its identity as long as it asks for the same.
 */
export function useCameraList(query: CameraQuery): CameraList {
  const [wanted, setWanted] = useState<{ of: CameraQuery; count: number }>({ of: query, count: partSize });
  const [state, setState] = useState<{ of: CameraQuery; count: number; listed: Listed }>({
    of: query, count: 0, listed: { kind: 'loading' },
  });
  const [round, setRound] = useState(0);
  const count = wanted.of === query ? wanted.count : partSize;

  useEffect(() => {
    const abort = new AbortController();
    let timer: number | undefined;
    const poll = async () => {
      try {
        const { items, next } = await firstCameras(query, count, abort.signal);
        if (abort.signal.aborted) return;
        setState({ of: query, count, listed: { kind: 'ready', items, more: next !== null, stale: false } });
      } catch (error) {
        if (abort.signal.aborted) return;
        setState(({ of, listed }) => ({
          of: query,
          count,
          listed: of === query && listed.kind === 'ready' ? { ...listed, stale: true } : { kind: 'failed', error },
        }));
      }
      timer = window.setTimeout(() => void poll(), refreshMillis * (document.hidden ? hiddenFactor : 1));
    };
    void poll();
    return () => {
      abort.abort();
      window.clearTimeout(timer);
    };
  }, [query, count, round]);

  const reload = useCallback(() => setRound((before) => before + 1), []);
  const anticipate = useCallback((change: (camera: Camera) => Camera) => {
    setState((before) =>
      before.listed.kind === 'ready'
        ? { ...before, listed: { ...before.listed, items: before.listed.items.map(change) } }
        : before,
    );
  }, []);

  return {
    listed: state.listed,
    pending: state.of !== query || state.count !== count,
    showMore: () => setWanted({ of: query, count: count + partSize }),
    reload,
    anticipate,
  };
}

async function firstCameras(query: CameraQuery, count: number, signal?: AbortSignal): Promise<Part<Camera>> {
  const items: Camera[] = [];
  let cursor: string | undefined;
  for (;;) {
    const part = await inventory.list(query, cursor, Math.min(mostInRequest, count - items.length), signal);
    items.push(...part.items);
    if (part.next === null || items.length >= count) return { items, next: part.next };
    cursor = part.next;
  }
}

/** The ids of all cameras that a search finds. */
export async function allIds(query: CameraQuery): Promise<string[]> {
  const { items } = await firstCameras(query, Infinity);
  return items.map((camera) => camera.id);
}
