/**
 * Does `work` while no other tab does, one after the other. Browsers have locks only for pages that
 * came over TLS or from this machine; elsewhere a lease in the local storage has to do.
 */
export async function exclusive<T>(name: string, work: () => Promise<T>): Promise<T> {
  // The types say that it is always there.
  const locks = navigator.locks as LockManager | undefined;
  if (locks) return locks.request(name, work);
  const release = await lease(`${name}-lease`, window.localStorage);
  try {
    return await work();
  } finally {
    release();
  }
}

/** Longer than any work takes: a tab that was closed in the middle must not stop the others. */
const leaseMillis = 10_000;
/** Two tabs that write at the same time both see the later one after this. */
const settleMillis = 60;

export async function lease(
  key: string,
  storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>,
  wait: (millis: number) => Promise<void> = (millis) => new Promise((resolve) => setTimeout(resolve, millis)),
): Promise<() => void> {
  const mine = Math.random().toString(36).slice(2);
  for (;;) {
    const [, until = '0'] = storage.getItem(key)?.split(' ') ?? [];
    if (Number(until) < Date.now()) {
      storage.setItem(key, `${mine} ${Date.now() + leaseMillis}`);
      await wait(settleMillis);
      if (storage.getItem(key)?.startsWith(`${mine} `)) {
        return () => {
          if (storage.getItem(key)?.startsWith(`${mine} `)) storage.removeItem(key);
        };
      }
    }
    await wait(settleMillis * (1 + Math.random()));
  }
}
