import type { Movement, PtzCommand } from '../../api/devices';

/** Without another beat the server stops the camera after this. */
const holdSeconds = 3;
const beatMillis = 1_000;
/** A finger on the pad changes its mind more often than a camera can follow. */
const changeMillis = 200;

const standing: Movement = { pan: 0, tilt: 0, zoom: 0 };

/**
 * Moves a camera while something is held. What is held is said again each second; letting go sends a
 * stop at once, and once more when a move that was still on its way has been answered: requests may
 * overtake each other.
 */
export class PtzHold {
  private wanted = standing;
  private moving = false;
  private onTheirWay = 0;
  private sentMillis = 0;
  private timer: number | undefined;

  constructor(
    private readonly send: (command: PtzCommand) => Promise<unknown>,
    private readonly onFailure: (error: unknown) => void,
  ) {}

  /** What is not said goes on as it is; all 0 is letting go. */
  hold(change: Partial<Movement>): void {
    const wanted = { ...this.wanted, ...change };
    if (wanted.pan === this.wanted.pan && wanted.tilt === this.wanted.tilt && wanted.zoom === this.wanted.zoom) return;
    this.wanted = wanted;
    if (wanted.pan === 0 && wanted.tilt === 0 && wanted.zoom === 0) this.release();
    else this.beatIn(this.moving ? Math.max(0, this.sentMillis + changeMillis - Date.now()) : 0);
  }

  /** Safe to call at any time. */
  release(): void {
    this.wanted = standing;
    window.clearTimeout(this.timer);
    if (!this.moving) return;
    this.moving = false;
    this.stop();
  }

  private beatIn(millis: number): void {
    window.clearTimeout(this.timer);
    this.moving = true;
    if (millis === 0) this.beat();
    else this.timer = window.setTimeout(() => this.beat(), millis);
  }

  private beat(): void {
    this.sentMillis = Date.now();
    this.timer = window.setTimeout(() => this.beat(), beatMillis);
    this.onTheirWay++;
    this.send({ action: 'continuous', ...this.wanted, holdSeconds }).then(
      () => this.arrived(),
      (error: unknown) => {
        this.arrived();
        this.fail(error);
      },
    );
  }

  private arrived(): void {
    this.onTheirWay--;
    if (!this.moving && this.onTheirWay === 0) this.stop();
  }

  private fail(error: unknown): void {
    const held = this.moving;
    this.release();
    if (held) this.onFailure(error);
  }

  private stop(): void {
    this.send({ action: 'stop' }).catch(this.onFailure);
  }
}
