/**
 * Holds playback a fixed distance behind the live edge.
 *
 * Control is on `now − edge − currentTime`, not on the length of the buffer: chunks arrive in steps,
 * so the buffer's length swings by a chunk while the distance to the edge does not. `edge` is the
 * best delivery seen lately (the least of arrival − end of media), which takes out jitter and the
 * burst of old chunks at joining.
 *
 * The rates are coarse on purpose: Chromium loses time with finer nudging.
 */

export interface PlaybackState {
  nowMillis: number;
  currentSeconds: number;
  /** HTMLMediaElement.readyState; 2 and below cannot go on playing. */
  readyState: number;
  buffered: readonly (readonly [startSeconds: number, endSeconds: number])[];
}

export type Move = { kind: 'rate'; rate: number } | { kind: 'seek'; toSeconds: number };

export interface LiveEdgeSettings {
  /** Distance to the edge that is aimed for while nothing stalls. */
  targetMillis: number;
  /** What a line that stalls may push it to. */
  maxTargetMillis: number;
}

const catchUpRate = 1.08;
const fallBackRate = 0.94;
const toleranceSeconds = 0.08;
/** A correction goes on until it is this near, so that it does not flutter at the tolerance. */
const settledSeconds = 0.02;
const seekBeyondSeconds = 1;
/** At joining the cached GOP lies behind: one seek brings what speed would take seconds for. */
const placeBeyondSeconds = 0.25;
/** Seeking nearer to the end of the buffer than this stalls at once. */
const marginSeconds = 0.1;
const edgeWindowMillis = 10_000;
const stallPenaltyMillis = 80;
const calmBeforeReliefMillis = 20_000;
const reliefMillis = 20;

export class LiveEdge {
  private readonly settings: LiveEdgeSettings;
  private arrivals: { atMillis: number; offsetSeconds: number }[] = [];
  private penaltyMillis = 0;
  private lastChangeMillis = 0;
  private correction: 1 | 0 | -1 = 0;
  /** The first placing is done: from here on small errors are worked off by speed. */
  private placed = false;

  constructor(settings: LiveEdgeSettings) {
    this.settings = settings;
  }

  get targetMillis(): number {
    return Math.min(this.settings.targetMillis + this.penaltyMillis, this.settings.maxTargetMillis);
  }

  /** Media up to `endSeconds` is there. */
  arrived(nowMillis: number, endSeconds: number): void {
    const offsetSeconds = nowMillis / 1000 - endSeconds;
    // A monotonic queue: what is worse than the newest can never be the least again.
    while ((this.arrivals.at(-1)?.offsetSeconds ?? -Infinity) >= offsetSeconds) this.arrivals.pop();
    this.arrivals.push({ atMillis: nowMillis, offsetSeconds });
    while (this.arrivals.length > 1 && (this.arrivals[0]?.atMillis ?? 0) < nowMillis - edgeWindowMillis) {
      this.arrivals.shift();
    }
  }

  /** The timeline begins anew: what was known of the edge no longer holds. */
  restarted(): void {
    this.arrivals = [];
    this.correction = 0;
    this.placed = false;
  }

  /** Playback ran dry: keep more distance from now on. */
  stalled(nowMillis: number): void {
    const most = this.settings.maxTargetMillis - this.settings.targetMillis;
    this.penaltyMillis = Math.min(this.penaltyMillis + stallPenaltyMillis, most);
    this.lastChangeMillis = nowMillis;
  }

  /** Seconds that playback is behind where it should be; undefined until media arrived. */
  lateSeconds(nowMillis: number, currentSeconds: number): number | undefined {
    const offset = this.arrivals[0]?.offsetSeconds;
    if (offset === undefined) return undefined;
    return nowMillis / 1000 - offset - this.targetMillis / 1000 - currentSeconds;
  }

  decide(state: PlaybackState): Move {
    this.relieve(state.nowMillis);
    const late = this.lateSeconds(state.nowMillis, state.currentSeconds);
    if (late === undefined) return { kind: 'rate', rate: 1 };
    const ideal = state.currentSeconds + late;
    const bridge = this.overHole(state, ideal);
    if (bridge !== undefined) return { kind: 'seek', toSeconds: bridge };
    const beyond = this.placed ? seekBeyondSeconds : placeBeyondSeconds;
    if (state.readyState > 0) this.placed = true;
    if (late > beyond) {
      const target = withinBuffer(state.buffered, ideal);
      if (target !== undefined && target > state.currentSeconds + beyond / 2) {
        this.correction = 0;
        return { kind: 'seek', toSeconds: target };
      }
    }
    return { kind: 'rate', rate: this.rateFor(late) };
  }

  /** Where to go on when playback stands still before a hole in what is buffered. */
  private overHole(state: PlaybackState, ideal: number): number | undefined {
    if (state.readyState > 2) return undefined;
    const later = state.buffered.filter(([start]) => start > state.currentSeconds + 0.01).at(-1);
    const current = state.buffered.find(
      ([start, end]) => start <= state.currentSeconds && state.currentSeconds < end - 0.01,
    );
    if (!later || current) return undefined;
    const [start, end] = later;
    return Math.max(start, Math.min(ideal, end - marginSeconds));
  }

  private rateFor(late: number): number {
    if (late > toleranceSeconds) this.correction = 1;
    else if (late < -toleranceSeconds) this.correction = -1;
    else if (this.correction * late <= settledSeconds) this.correction = 0;
    return this.correction === 1 ? catchUpRate : this.correction === -1 ? fallBackRate : 1;
  }

  private relieve(nowMillis: number): void {
    if (this.penaltyMillis > 0 && nowMillis - this.lastChangeMillis > calmBeforeReliefMillis) {
      this.penaltyMillis = Math.max(0, this.penaltyMillis - reliefMillis);
      this.lastChangeMillis = nowMillis;
    }
  }
}

function withinBuffer(buffered: PlaybackState['buffered'], seconds: number): number | undefined {
  const last = buffered.at(-1);
  if (!last) return undefined;
  const [start, end] = last;
  return Math.max(start, Math.min(seconds, end - marginSeconds));
}
