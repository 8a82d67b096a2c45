import Hls from 'hls.js/light';
import { serverNow } from '../api/serverClock';
import { Backoff } from './backoff';
import { LiveEdge } from './liveEdge';
import type { LivePlayer, LiveState } from './liveState';
import { ranges } from './MsePlayer';

const controlEveryMillis = 100;
/** Over the length of a part: one playlist answer, one fetch, and the decoder's own delay. */
const targetAbovePartMillis = 300;
const dryBelowSeconds = 0.2;
const maxTargetMillis = 4_000;
const forbidden = 403;

/**
 * LL-HLS by hls.js. Its own catching up is off (`maxLiveSyncPlaybackRate: 1`): left alone it holds
 * 0.8–1.1 s; with the control that MSE uses it holds half of that.
 */
export class HlsLivePlayer implements LivePlayer {
  readonly transport = 'LL-HLS';
  stalls = 0;

  private hls: Hls;
  private edge = new LiveEdge({ targetMillis: 450, maxTargetMillis });
  private readonly backoff = new Backoff(1_000, 15_000);
  private readonly controlTimer: number;
  private retryTimer: number | undefined;
  private everPlayed = false;

  static isSupported(): boolean {
    return Hls.isSupported();
  }

  constructor(
    private readonly video: HTMLVideoElement,
    private readonly url: string,
    private readonly onState: (state: LiveState) => void,
  ) {
    video.addEventListener('waiting', this.onWaiting);
    video.addEventListener('playing', this.onPlaying);
    this.controlTimer = window.setInterval(() => this.control(), controlEveryMillis);
    this.onState({ kind: 'connecting' });
    this.hls = this.open();
  }

  latencyMillis(): number | undefined {
    const wall = this.wallMillis();
    return wall === undefined ? undefined : serverNow() - wall;
  }

  wallMillis(): number | undefined {
    return this.hls.playingDate?.getTime();
  }

  close(): void {
    window.clearInterval(this.controlTimer);
    window.clearTimeout(this.retryTimer);
    this.video.removeEventListener('waiting', this.onWaiting);
    this.video.removeEventListener('playing', this.onPlaying);
    this.hls.destroy();
    this.video.removeAttribute('src');
    this.video.load();
  }

  private open(): Hls {
    const hls = new Hls({
      lowLatencyMode: true,
      maxLiveSyncPlaybackRate: 1,
      liveSyncDuration: 0.6,
      liveMaxLatencyDuration: 12,
      backBufferLength: 15,
    });
    hls.on(Hls.Events.LEVEL_UPDATED, (_, { details }) => {
      this.backoff.reset();
      if (details.partTarget > 0) this.aimFor(details.partTarget * 1000 + targetAbovePartMillis);
      if (details.advanced) this.edge.arrived(Date.now(), details.edge);
    });
    hls.on(Hls.Events.ERROR, (_, error) => {
      if (!error.fatal) return;
      if (error.response?.code === forbidden) this.onDenied();
      else this.retry();
    });
    hls.loadSource(this.url);
    hls.attachMedia(this.video);
    this.video.play().catch(() => undefined);
    return hls;
  }

  private aimFor(targetMillis: number): void {
    if (this.aimMillis === targetMillis) return;
    this.aimMillis = targetMillis;
    this.edge = new LiveEdge({ targetMillis, maxTargetMillis });
  }

  private aimMillis = 0;

  private onDenied(): void {
    this.hls.destroy();
    this.video.removeAttribute('src');
    this.video.load();
    this.onState({ kind: 'denied' });
  }

  private retry(): void {
    this.hls.destroy();
    this.edge.restarted();
    const waitMillis = this.backoff.next();
    this.onState({ kind: 'offline', retryAtMillis: serverNow() + waitMillis });
    this.retryTimer = window.setTimeout(() => {
      this.hls = this.open();
    }, waitMillis);
  }

  private readonly onWaiting = () => {
    if (!this.everPlayed || this.video.paused || this.video.seeking) return;
    this.stalls++;
    const end = ranges(this.video.buffered).at(-1)?.[1] ?? 0;
    if (end - this.video.currentTime < dryBelowSeconds) this.edge.stalled(Date.now());
  };

  private readonly onPlaying = () => {
    this.everPlayed = true;
    this.onState({ kind: 'playing' });
  };

  private control(): void {
    if (this.video.paused) return;
    const move = this.edge.decide({
      nowMillis: Date.now(),
      currentSeconds: this.video.currentTime,
      readyState: this.video.readyState,
      buffered: ranges(this.video.buffered),
    });
    if (move.kind === 'seek') this.video.currentTime = move.toSeconds;
    else if (this.video.playbackRate !== move.rate) this.video.playbackRate = move.rate;
  }
}
