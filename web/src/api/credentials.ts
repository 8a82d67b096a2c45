import { csrfHeaders, csrfToken } from './csrf';
import { exclusive } from './exclusive';

/** What all tabs know of the access cookie, which none of them can read. */
interface Access {
  renewedMillis: number;
  endsMillis: number;
}

const key = 'sightline-access';
/** Renewed this long before its end, so that no request and no stream meets an ended one. */
const aheadMillis = 60_000;
const retryMillis = 5_000;

/**
 * Keeps the session's access cookie fresh. A refresh token is good once: a second use looks like theft
 * and ends the session, so that one tab renews at a time and the others take over what it got.
 */
class Credentials {
  private timer: number | undefined;
  private readonly ended = new Set<() => void>();

  /** Whether there may be a session; asking the server instead would cost a refused request. */
  get present(): boolean {
    return csrfToken() !== undefined;
  }

  /** After a log-in: how long its access holds. */
  obtained(expiresInSeconds: number): void {
    const now = Date.now();
    const access: Access = { renewedMillis: now, endsMillis: now + expiresInSeconds * 1000 };
    window.localStorage.setItem(key, JSON.stringify(access));
    this.schedule();
  }

  /** After a log-out, here or elsewhere. */
  dropped(): void {
    window.clearTimeout(this.timer);
    window.localStorage.removeItem(key);
  }

  async renewIfDue(): Promise<void> {
    const access = known();
    if (this.present && access && access.endsMillis <= Date.now()) await this.renew(access.endsMillis);
  }

  /**
   * Renews unless that was done after `sinceMillis`, here or in another tab.
   *
   * @returns false when the session has ended
   */
  async renew(sinceMillis: number): Promise<boolean> {
    if (!this.present) {
      this.tellEnded();
      return false;
    }
    return exclusive('sightline-renew', async () => {
      if ((known()?.renewedMillis ?? 0) >= sinceMillis) return true;
      const response = await fetch('api/v1/auth/refresh', {
        method: 'POST',
        headers: [['accept', 'application/json'], ['content-type', 'application/json'], ...csrfHeaders('POST')],
        body: '{}',
      }).catch(() => undefined);
      if (response?.ok) {
        this.obtained(((await response.json()) as { expiresIn: number }).expiresIn);
        return true;
      }
      // Nothing is known of the session while the server does not answer, or is busy.
      if (response === undefined || response.status >= 500 || response.status === 429) {
        this.scheduleIn(retryMillis);
        return true;
      }
      this.tellEnded();
      return false;
    });
  }

  /** Calls back when the session ends here, or is begun or ended in another tab. */
  watch(onEnded: () => void, onOtherTab: () => void): () => void {
    const onStorage = (event: StorageEvent) => {
      if (event.key !== key) return;
      this.schedule();
      const begins = event.oldValue === null;
      if (begins || event.newValue === null) onOtherTab();
    };
    this.ended.add(onEnded);
    window.addEventListener('storage', onStorage);
    this.schedule();
    return () => {
      this.ended.delete(onEnded);
      window.removeEventListener('storage', onStorage);
      window.clearTimeout(this.timer);
    };
  }

  private tellEnded(): void {
    this.dropped();
    for (const listener of this.ended) listener();
  }

  private schedule(): void {
    const access = known();
    if (access && this.present) this.scheduleIn(access.endsMillis - aheadMillis - Date.now());
  }

  private scheduleIn(millis: number): void {
    window.clearTimeout(this.timer);
    const asOf = known()?.renewedMillis ?? 0;
    this.timer = window.setTimeout(() => void this.renew(asOf + 1), Math.max(0, millis));
  }
}

function known(): Access | undefined {
  const text = window.localStorage.getItem(key);
  return text === null ? undefined : (JSON.parse(text) as Access);
}

export const credentials = new Credentials();
