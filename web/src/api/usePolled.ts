import { useCallback, useEffect, useState } from 'react';
import { ApiError } from './problem';

export type Polled<T> =
  | { kind: 'loading' }
  | { kind: 'ready'; value: T; /** The last try failed; `value` is from before. */ stale: boolean }
  | { kind: 'failed'; error: ApiError };

const hiddenFactor = 5;

/**
 * Calls `load` at once and then again and again. `load` must keep its identity (useCallback) as long
 * as it asks for the same thing.
 */
export function usePolled<T>(
  load: (signal: AbortSignal) => Promise<T>,
  everyMillis: number,
): [Polled<T>, refresh: () => void] {
  const [state, setState] = useState<{ of: unknown; polled: Polled<T> }>({ of: load, polled: { kind: 'loading' } });
  const [round, setRound] = useState(0);
  const refresh = useCallback(() => setRound((before) => before + 1), []);

  useEffect(() => {
    const abort = new AbortController();
    let timer: number | undefined;
    const poll = async () => {
      try {
        const value = await load(abort.signal);
        if (abort.signal.aborted) return;
        setState({ of: load, polled: { kind: 'ready', value, stale: false } });
      } catch (cause) {
        if (abort.signal.aborted) return;
        const error = cause instanceof ApiError ? cause : new ApiError('offline', 0, 'Something went wrong', String(cause));
        setState((before) =>
          before.of === load && before.polled.kind === 'ready' && error.status !== 404
            ? { of: load, polled: { ...before.polled, stale: true } }
            : { of: load, polled: { kind: 'failed', error } },
        );
      }
      timer = window.setTimeout(() => void poll(), everyMillis * (document.hidden ? hiddenFactor : 1));
    };
    void poll();
    return () => {
      abort.abort();
      window.clearTimeout(timer);
    };
  }, [load, everyMillis, round]);

  return [state.of === load ? state.polled : { kind: 'loading' }, refresh];
}
