import { useCallback, useEffect, useState } from 'react';
import type { Credentials, Onboarding } from '../../api/cameraTypes';
import { onboarding } from '../../api/inventory';
import { ApiError } from '../../api/problem';
import type { Loaded } from '../../api/useLoaded';

const stepMillis = 300;

export interface FollowedOnboarding {
  loaded: Loaded<Onboarding>;
  /** Another attempt was asked for, and nothing else is known of it yet. */
  beginning: boolean;
  retry: (credentials: Credentials | undefined) => void;
  /** Why the last attempt could not even be begun. */
  error: unknown;
  /** Asks again, after something was done to it. */
  refresh: () => void;
}

/** A device on its way to being a camera: asked after for as long as something is being done to it. */
export function useOnboarding(id: string): FollowedOnboarding {
  const [loaded, setLoaded] = useState<Loaded<Onboarding>>({ kind: 'loading' });
  /** The answer to another attempt comes at its end; until then its steps are asked for as well. */
  const [asked, setAsked] = useState<Onboarding>();
  const [error, setError] = useState<unknown>();
  const [round, setRound] = useState(0);

  useEffect(() => {
    const abort = new AbortController();
    let timer: number | undefined;
    const poll = async () => {
      let again = asked !== undefined;
      try {
        const now = await onboarding.get(id, abort.signal);
        if (abort.signal.aborted) return;
        setLoaded({ kind: 'ready', value: now });
        again ||= now.state === 'running';
      } catch (cause) {
        if (abort.signal.aborted) return;
        const gone = cause instanceof ApiError && cause.status === 404;
        setLoaded((before) => (before.kind === 'ready' && !gone ? before : { kind: 'failed', error: cause }));
        again ||= !gone;
      }
      if (again) timer = window.setTimeout(() => void poll(), stepMillis);
    };
    void poll();
    return () => {
      abort.abort();
      window.clearTimeout(timer);
    };
  }, [id, asked, round]);

  const retry = (credentials: Credentials | undefined) => {
    if (loaded.kind !== 'ready') return;
    setAsked(loaded.value);
    setError(undefined);
    onboarding
      .retry(id, credentials)
      .catch((cause: unknown) => {
        // That the device failed again is told by its state, like any other failure.
        const told = cause instanceof ApiError && (cause.status === 422 || cause.status === 409);
        if (!told) setError(cause);
      })
      .finally(() => setAsked(undefined));
  };

  const beginning =
    asked !== undefined && loaded.kind === 'ready' && loaded.value.state !== 'running' && loaded.value.updatedAt === asked.updatedAt;
  const refresh = useCallback(() => setRound((before) => before + 1), []);
  return { loaded, beginning, retry, error, refresh };
}
