import { entrance, own } from '../api/accounts';
import type { AuthState, Me } from '../api/accountTypes';
import { credentials } from '../api/credentials';
import { ApiError } from '../api/problem';

/** Who looks at the page. */
export type Session =
  | { kind: 'starting' }
  /** The server does not answer, so that nothing is known; tried again by itself. */
  | { kind: 'unreachable' }
  /** `ended`: somebody was logged in until now, and will want to go on where they were. */
  | { kind: 'absent'; auth: AuthState; ended: boolean }
  | { kind: 'present'; me: Me };

const retryMillis = 3_000;
/** Somebody may have changed what one may do here. */
const lookAgainMillis = 30_000;

/** The session of this tab; others begin and end with it, as they share its cookies. */
export class SessionStore {
  private session: Session = { kind: 'starting' };
  private readonly listeners = new Set<() => void>();
  private timer: number | undefined;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  readonly snapshot = (): Session => this.session;

  /** Until the answer is called. */
  start(): () => void {
    const stop = credentials.watch(
      () => void this.leave(true),
      () => void this.look(),
    );
    void this.look();
    return () => {
      window.clearTimeout(this.timer);
      stop();
    };
  }

  /** A log-in was answered. */
  async entered(expiresInSeconds: number): Promise<void> {
    credentials.obtained(expiresInSeconds);
    await this.look();
  }

  async logOut(): Promise<void> {
    await entrance.logOut();
    credentials.dropped();
    // What was looked at is not for who comes next.
    window.location.hash = '#/';
    await this.leave(false);
  }

  async logOutEverywhere(): Promise<void> {
    await entrance.logOutEverywhere();
    credentials.dropped();
    await this.leave(false);
  }

  changed(me: Me): void {
    const same = this.session.kind === 'present' && JSON.stringify(this.session.me) === JSON.stringify(me);
    if (!same) this.set({ kind: 'present', me });
  }

  /** Finds out who is there. */
  private async look(): Promise<void> {
    window.clearTimeout(this.timer);
    if (!credentials.present) {
      await this.leave(false);
      return;
    }
    try {
      this.changed(await own.me());
      this.timer = window.setTimeout(() => void this.look(), lookAgainMillis);
    } catch (cause) {
      if (cause instanceof ApiError && cause.status === 401) await this.leave(false);
      else this.lookLater(() => this.look());
    }
  }

  private async leave(ended: boolean): Promise<void> {
    window.clearTimeout(this.timer);
    try {
      const auth = await entrance.state();
      // Several requests may be refused at once: the second must not forget what the first knew.
      const { session } = this;
      const endedNow = ended && (session.kind === 'present' || (session.kind === 'absent' && session.ended));
      this.set({ kind: 'absent', auth, ended: endedNow });
    } catch {
      this.lookLater(() => this.leave(ended));
    }
  }

  private lookLater(look: () => Promise<void>): void {
    if (this.session.kind !== 'present') this.set({ kind: 'unreachable' });
    this.timer = window.setTimeout(() => void look(), retryMillis);
  }

  private set(session: Session): void {
    this.session = session;
    for (const listener of this.listeners) listener();
  }
}

export const session = new SessionStore();
