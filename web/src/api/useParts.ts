import { useCallback, useEffect, useRef, useState } from 'react';
import type { Part } from './http';

export type Parts<T> =
  | { kind: 'loading' }
  | { kind: 'ready'; items: T[]; next: string | null; more: 'idle' | 'loading' | { error: unknown } }
  | { kind: 'failed'; error: unknown };

export interface PartsLoading<T> {
  parts: Parts<T>;
  loadMore: () => void;
  reload: () => void;
}

/**
 * A long list, as much of it as was asked for. `load` must keep its identity (useCallback) as long as
 * it asks for the same list.
 */
export function useParts<T>(
  load: (cursor: string | undefined, signal: AbortSignal) => Promise<Part<T>>,
): PartsLoading<T> {
  const [state, setState] = useState<{ of: unknown; parts: Parts<T> }>({ of: load, parts: { kind: 'loading' } });
  const [round, setRound] = useState(0);
  const reload = useCallback(() => setRound((before) => before + 1), []);
  const abort = useRef<AbortController>(undefined);

  useEffect(() => {
    const current = new AbortController();
    abort.current = current;
    const set = (parts: Parts<T>) => {
      if (!current.signal.aborted) setState({ of: load, parts });
    };
    load(undefined, current.signal).then(
      ({ items, next }) => set({ kind: 'ready', items, next, more: 'idle' }),
      (error: unknown) => set({ kind: 'failed', error }),
    );
    return () => current.abort();
  }, [load, round]);

  const parts: Parts<T> = state.of === load ? state.parts : { kind: 'loading' };

  const loadMore = () => {
    const signal = abort.current?.signal;
    if (parts.kind !== 'ready' || parts.next === null || parts.more === 'loading' || !signal) return;
    const set = (now: Parts<T>) => {
      if (!signal.aborted) setState({ of: load, parts: now });
    };
    set({ ...parts, more: 'loading' });
    load(parts.next, signal).then(
      ({ items, next }) => set({ kind: 'ready', items: [...parts.items, ...items], next, more: 'idle' }),
      (error: unknown) => set({ ...parts, more: { error } }),
    );
  };

  return { parts, loadMore, reload };
}
