import { serverNow } from '../api/serverClock';
import type { LivePlayer, LiveState } from './liveState';

/** Safari on older iPhones: the browser plays HLS itself. */
export class NativeHlsPlayer implements LivePlayer {
  readonly transport = 'HLS';
  stalls = 0;

  static isSupported(): boolean {
    return document.createElement('video').canPlayType('application/vnd.apple.mpegurl') !== '';
  }

  constructor(
    private readonly video: HTMLVideoElement,
    url: string,
    private readonly onState: (state: LiveState) => void,
  ) {
    video.addEventListener('playing', this.onPlaying);
    video.addEventListener('waiting', this.onWaiting);
    onState({ kind: 'connecting' });
    video.src = url;
    video.play().catch(() => undefined);
  }

  latencyMillis(): number | undefined {
    const wall = this.wallMillis();
    return wall === undefined ? undefined : serverNow() - wall;
  }

  wallMillis(): number | undefined {
    // `getStartDate` is WebKit's: the date of media time 0, from EXT-X-PROGRAM-DATE-TIME.
    const start = (this.video as { getStartDate?: () => Date }).getStartDate?.().getTime();
    return start === undefined || Number.isNaN(start) ? undefined : start + this.video.currentTime * 1000;
  }

  close(): void {
    this.video.removeEventListener('playing', this.onPlaying);
    this.video.removeEventListener('waiting', this.onWaiting);
    this.video.removeAttribute('src');
    this.video.load();
  }

  private readonly onPlaying = () => this.onState({ kind: 'playing' });

  private readonly onWaiting = () => {
    this.stalls++;
  };
}
