import { useCallback, useEffect, useState } from 'react';

export type Loaded<T> = { kind: 'loading' } | { kind: 'ready'; value: T } | { kind: 'failed'; error: unknown };

export interface Loading<T> {
  loaded: Loaded<T>;
  /** Asks again; what is there stays until the answer comes. */
  reload: () => void;
  /** Puts in place what an answer to a change said. */
  replace: (value: T) => void;
}

/**
 * Loads something once. `load` must keep its identity (useCallback) as long as it asks for the same
 * thing.
 */
export function useLoaded<T>(load: (signal: AbortSignal) => Promise<T>): Loading<T> {
  const [state, setState] = useState<{ of: unknown; loaded: Loaded<T> }>({ of: load, loaded: { kind: 'loading' } });
  const [round, setRound] = useState(0);
  const reload = useCallback(() => setRound((before) => before + 1), []);
  const replace = useCallback((value: T) => setState({ of: load, loaded: { kind: 'ready', value } }), [load]);

  useEffect(() => {
    const abort = new AbortController();
    load(abort.signal).then(
      (value) => {
        if (!abort.signal.aborted) setState({ of: load, loaded: { kind: 'ready', value } });
      },
      (error: unknown) => {
        if (!abort.signal.aborted) setState({ of: load, loaded: { kind: 'failed', error } });
      },
    );
    return () => abort.abort();
  }, [load, round]);

  return { loaded: state.of === load ? state.loaded : { kind: 'loading' }, reload, replace };
}
