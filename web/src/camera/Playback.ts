import { api } from '../api/client';
import { serverNow } from '../api/serverClock';
import { clockTime, gapReason } from '../api/words';
import type { LivePlayer, LiveState } from '../player/liveState';
import { RecordedPlayer, type RecordedState } from '../player/RecordedPlayer';
import { landingAt, recordedFrom, type Recorded } from '../timeline/recorded';

/** What the camera page plays. */
export interface PlaybackState {
  mode: 'live' | 'recorded';
  live: LiveState;
  recorded: RecordedState;
  /** The live picture is held; going on continues from there, out of the recording. */
  held: boolean;
  /** The recorded picture is there, so the live one below it may go. */
  recordedShown: boolean;
  speed: number;
  muted: boolean;
  notice: string | undefined;
}

const noticeMillis = 6_000;
const nearestWindowMillis = 31 * 86_400_000;

/**
 * One owner of what is played: live or recorded, where, how fast. Components subscribe to it; the
 * players report to it. The moment shown is asked for (`shownMillis`), as it changes each frame.
 */
export class Playback {
  private state: PlaybackState = {
    mode: 'live',
    live: { kind: 'connecting' },
    recorded: { kind: 'loading' },
    held: false,
    recordedShown: false,
    speed: 1,
    muted: true,
    notice: undefined,
  };
  private listeners = new Set<() => void>();
  private livePlayer: LivePlayer | undefined;
  private liveVideo: HTMLVideoElement | undefined;
  private player: RecordedPlayer | undefined;
  private host: HTMLElement | null = null;
  private noticeTimer: number | undefined;

  constructor(private readonly stream: string) {}

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  readonly snapshot = (): PlaybackState => this.state;

  /** The moment that the picture shows. */
  readonly shownMillis = (): number | undefined =>
    this.state.mode === 'live'
      ? (this.livePlayer?.wallMillis() ?? (this.state.live.kind === 'playing' ? serverNow() : undefined))
      : this.player?.wallMillis();

  readonly latencyMillis = (): number | undefined =>
    this.state.mode === 'live' ? this.livePlayer?.latencyMillis() : undefined;

  readonly viewing = (): Pick<LivePlayer, 'transport' | 'stalls'> | undefined => this.livePlayer;

  readonly attachLive = (player: LivePlayer | undefined, video: HTMLVideoElement): void => {
    this.livePlayer = player;
    this.liveVideo = player && video;
  };

  readonly attachHost = (host: HTMLElement | null): void => {
    this.host = host;
    if (!host) this.closeRecorded();
  };

  readonly onLiveState = (live: LiveState): void => {
    this.update({ live });
    if (this.state.mode === 'live' && live.kind === 'playing') this.closeRecorded();
  };

  close(): void {
    window.clearTimeout(this.noticeTimer);
    this.closeRecorded();
  }

  // --- what people do

  goLive(): void {
    this.player?.pause();
    this.update({ mode: 'live', held: false, notice: undefined });
    if (this.liveVideo?.paused) void this.liveVideo.play().catch(() => undefined);
    if (this.state.live.kind === 'playing' && this.livePlayer) this.closeRecorded();
  }

  /** Plays what was recorded at a moment; where nothing was, the nearest recording, and says so. */
  async seek(atMillis: number, known: Recorded): Promise<void> {
    const landing = landingAt(known, atMillis);
    if (landing.kind === 'recorded') {
      if (this.state.notice !== undefined) this.update({ notice: undefined });
      this.playFrom(atMillis);
      return;
    }
    const nearest = landing.kind === 'gap' ? landing : await this.nearestAnywhere(atMillis);
    if (!nearest) {
      this.tell('Nothing is recorded of this camera yet.');
      return;
    }
    const now = serverNow();
    const why = nearest.reason === undefined ? '' : ` (${gapReason(nearest.reason).toLowerCase()})`;
    this.tell(`No recording at ${clockTime(atMillis, now)}${why}. This is the nearest, ${clockTime(nearest.nearestMillis, now)}.`);
    this.playFrom(nearest.nearestMillis);
  }

  togglePlay(): void {
    const { mode, held, recorded } = this.state;
    if (mode === 'live') {
      if (held) this.resumeHeld();
      else this.hold();
    } else if (recorded.kind === 'paused') this.player?.play();
    else this.player?.pause();
  }

  step(frames: number, framesPerSecond: number): void {
    if (this.state.mode === 'recorded') {
      this.player?.step(frames, framesPerSecond);
      return;
    }
    const shown = this.shownMillis();
    if (shown === undefined) return;
    this.playFrom(shown + (frames / framesPerSecond) * 1000, false);
  }

  setSpeed(speed: number): void {
    this.player?.setSpeed(speed);
    this.update({ speed });
  }

  setMuted(muted: boolean): void {
    this.player?.setMuted(muted);
    this.update({ muted });
  }

  private hold(): void {
    this.liveVideo?.pause();
    this.update({ held: true });
  }

  private resumeHeld(): void {
    const shown = this.shownMillis();
    if (shown === undefined) this.goLive();
    else this.playFrom(shown);
  }

  private playFrom(atMillis: number, playing = true): void {
    if (!this.host) return;
    this.player ??= this.openRecorded(this.host);
    if (this.state.mode === 'live') this.update({ mode: 'recorded', recorded: { kind: 'loading' } });
    if (playing) this.player.play();
    else this.player.pause();
    this.player.seek(atMillis);
  }

  // --- the recorded player

  private openRecorded(host: HTMLElement): RecordedPlayer {
    const player = new RecordedPlayer(host, {
      stream: this.stream,
      onState: (recorded) => this.onRecordedState(player, recorded),
      nextRecorded: (wallMillis) => this.nextRecorded(wallMillis),
    });
    player.setSpeed(this.state.speed);
    player.setMuted(this.state.muted);
    return player;
  }

  private onRecordedState(player: RecordedPlayer, recorded: RecordedState): void {
    if (this.player !== player) return;
    const shown = recorded.kind === 'playing' || (recorded.kind === 'paused' && player.hasPicture);
    this.update({ recorded, recordedShown: this.state.recordedShown || shown, held: this.state.held && !shown });
    if (recorded.kind === 'end' && this.state.mode === 'recorded') {
      this.goLive();
      this.tell('This is the end of the recording: live again.');
    }
  }

  private closeRecorded(): void {
    this.player?.close();
    this.player = undefined;
    if (this.state.recordedShown) this.update({ recordedShown: false });
  }

  private async nextRecorded(wallMillis: number): Promise<number | null> {
    const now = serverNow();
    if (wallMillis >= now) return null;
    const recorded = recordedFrom(await api.recordings(this.stream, wallMillis, now));
    const span = recorded.spans.find(({ toMillis }) => toMillis > wallMillis);
    return span ? Math.max(span.fromMillis, wallMillis) : null;
  }

  private async nearestAnywhere(atMillis: number): Promise<{ nearestMillis: number; reason: undefined } | undefined> {
    const to = Math.min(atMillis + nearestWindowMillis, serverNow());
    const answer = await api.recordings(this.stream, atMillis - nearestWindowMillis, to).catch(() => undefined);
    const landing = answer && landingAt(recordedFrom(answer), atMillis);
    return landing?.kind === 'gap' ? { nearestMillis: landing.nearestMillis, reason: undefined } : undefined;
  }

  // --- telling

  private tell(notice: string): void {
    window.clearTimeout(this.noticeTimer);
    this.update({ notice });
    this.noticeTimer = window.setTimeout(() => this.update({ notice: undefined }), noticeMillis);
  }

  private update(change: Partial<PlaybackState>): void {
    this.state = { ...this.state, ...change };
    for (const listener of this.listeners) listener();
  }
}
