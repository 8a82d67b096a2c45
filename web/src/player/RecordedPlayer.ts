import Hls from 'hls.js/light';
import { mediaUrl } from '../api/client';
import { serverNow } from '../api/serverClock';
import styles from './video.module.css';
import { RecordedTimeline } from './wallClock';
import { windowAfter, windowAt, type Window } from './windows';

export type RecordedState =
  | { kind: 'loading' }
  | { kind: 'playing' }
  | { kind: 'paused' }
  /** Nothing is recorded after what was played: the live edge, or the end of the recordings. */
  | { kind: 'end' }
  | { kind: 'error'; detail: string };

export interface RecordedPlayerOptions {
  stream: string;
  onState: (state: RecordedState) => void;
  /** The first recorded moment at or after `wallMillis`, or null where there is none. */
  nextRecorded: (wallMillis: number) => Promise<number | null>;
}

const prepareAheadMillis = 20_000;
/** Nearer to now than this, the live picture is the continuation. */
const caughtUpMillis = 5_000;

/** One window of recording in one video element. */
interface Deck {
  video: HTMLVideoElement;
  hls: Hls;
  window: Window;
  timeline: RecordedTimeline;
}

/**
 * Plays recordings by wall clock. A recording has no end while the camera runs, so it is played in
 * windows of ten minutes, each an HLS playlist of byte ranges. While one window plays, the next is
 * prepared in a second, hidden element; at the end they change places.
 */
export class RecordedPlayer {
  private deck: Deck | undefined;
  private nextDeck: Deck | undefined;
  private preparing = false;
  private wantsToPlay = true;
  private speed = 1;
  private muted = true;
  private seekNumber = 0;
  private target: number | undefined;
  private closed = false;

  constructor(
    private readonly host: HTMLElement,
    private readonly options: RecordedPlayerOptions,
  ) {}

  static isSupported(): boolean {
    return Hls.isSupported();
  }

  /** The moment shown, or the one being sought. */
  wallMillis(): number | undefined {
    if (this.target !== undefined) return this.target;
    return this.deck && shownMillis(this.deck);
  }

  get hasPicture(): boolean {
    return this.deck !== undefined && this.deck.video.readyState >= 2;
  }

  seek(wallMillis: number): void {
    this.seekNumber++;
    const deck = this.deck;
    if (deck?.timeline.covers(wallMillis)) {
      this.target = undefined;
      deck.video.currentTime = deck.timeline.mediaSecondsAt(wallMillis) ?? 0;
      if (this.wantsToPlay) this.start(deck);
      return;
    }
    void this.load(wallMillis, this.seekNumber);
  }

  play(): void {
    this.wantsToPlay = true;
    if (this.deck) this.start(this.deck);
  }

  pause(): void {
    this.wantsToPlay = false;
    this.deck?.video.pause();
    this.options.onState({ kind: 'paused' });
  }

  /** Moves by single frames and stays there. */
  step(frames: number, framesPerSecond: number): void {
    this.pause();
    const { deck } = this;
    if (!deck) return;
    const to = deck.video.currentTime + frames / framesPerSecond;
    const before = deck.timeline.startMillis;
    if (to >= 0) deck.video.currentTime = to;
    else if (before !== undefined) this.seek(before + (frames / framesPerSecond) * 1000);
  }

  setSpeed(speed: number): void {
    this.speed = speed;
    for (const deck of [this.deck, this.nextDeck]) if (deck) deck.video.playbackRate = speed;
  }

  setMuted(muted: boolean): void {
    this.muted = muted;
    if (this.deck) this.deck.video.muted = muted;
  }

  close(): void {
    this.closed = true;
    this.drop(this.deck);
    this.drop(this.nextDeck);
    this.deck = this.nextDeck = undefined;
  }

  // --- windows

  private async load(wallMillis: number, seekNumber: number): Promise<void> {
    this.target = wallMillis;
    this.options.onState({ kind: 'loading' });
    this.drop(this.nextDeck);
    this.nextDeck = undefined;
    const outcome = await this.open(windowAt(wallMillis, serverNow()), wallMillis);
    if (seekNumber !== this.seekNumber || this.closed) {
      if (outcome.kind === 'ready') this.drop(outcome.deck);
      return;
    }
    switch (outcome.kind) {
      case 'ready':
        this.show(outcome.deck);
        break;
      case 'empty':
        await this.skipTo(wallMillis, seekNumber);
        break;
      case 'failed':
        this.options.onState({ kind: 'error', detail: outcome.detail });
        break;
    }
  }

  private async skipTo(wallMillis: number, seekNumber: number): Promise<void> {
    const next = await this.options.nextRecorded(wallMillis + 1).catch(() => null);
    if (seekNumber !== this.seekNumber || this.closed) return;
    // Recorded, says the index, but not to be had as media: still being written.
    if (next === null || next <= wallMillis + 1) this.options.onState({ kind: 'end' });
    else await this.load(next, seekNumber);
  }

  private open(window: Window, wallMillis: number): Promise<Opened> {
    return new Promise((resolve) => {
      const video = document.createElement('video');
      video.className = styles.video ?? '';
      video.dataset['source'] = 'recorded';
      video.muted = this.muted;
      video.playsInline = true;
      video.preload = 'auto';
      video.defaultPlaybackRate = this.speed;
      this.host.append(video);
      const hls = new Hls({ autoStartLoad: false, maxBufferLength: 30, backBufferLength: 60 });
      const deck: Deck = { video, hls, window, timeline: new RecordedTimeline([]) };
      const settle = (opened: Opened) => {
        if (opened.kind !== 'ready') this.drop(deck);
        resolve(opened);
      };
      let began = false;
      hls.on(Hls.Events.LEVEL_LOADED, (_, { details }) => {
        deck.timeline = timelineOf(details);
        const startSeconds = deck.timeline.mediaSecondsAt(wallMillis);
        if (startSeconds === undefined) {
          settle({ kind: 'empty' });
        } else if (!began) {
          began = true;
          hls.startLoad(startSeconds);
          video.currentTime = startSeconds;
          settle({ kind: 'ready', deck });
        }
      });
      // What is loaded tells times more exactly than the playlist's rounded durations.
      hls.on(Hls.Events.LEVEL_PTS_UPDATED, (_, { details }) => {
        deck.timeline = timelineOf(details);
      });
      hls.on(Hls.Events.ERROR, (_, error) => {
        if (!error.fatal) return;
        const empty = error.response?.code === 404 || error.details === Hls.ErrorDetails.LEVEL_EMPTY_ERROR;
        if (!began) settle(empty ? { kind: 'empty' } : { kind: 'failed', detail: error.error.message });
        else this.options.onState({ kind: 'error', detail: error.error.message });
      });
      hls.loadSource(mediaUrl.recorded(this.options.stream, window.fromMillis, window.toMillis));
      hls.attachMedia(video);
    });
  }

  private show(deck: Deck): void {
    const before = this.deck;
    this.deck = deck;
    const { video } = deck;
    video.addEventListener('ended', () => this.onEnded(deck));
    video.addEventListener('timeupdate', () => this.prepareNext(deck));
    video.addEventListener('playing', () => this.report(deck, { kind: 'playing' }));
    video.addEventListener('waiting', () => this.report(deck, { kind: 'loading' }));
    const reveal = () => {
      if (this.deck !== deck) return;
      this.target = undefined;
      video.dataset['shown'] = '';
      this.drop(before);
      if (!this.wantsToPlay) this.options.onState({ kind: 'paused' });
    };
    // The old picture stays until the new one is there: no black flash.
    if (video.readyState >= 2) reveal();
    else video.addEventListener('loadeddata', reveal, { once: true });
    video.addEventListener('seeked', () => {
      if (this.deck === deck && !this.wantsToPlay) this.options.onState({ kind: 'paused' });
    });
    if (this.wantsToPlay) this.start(deck);
  }

  private report(deck: Deck, state: RecordedState): void {
    if (this.deck === deck && this.wantsToPlay) this.options.onState(state);
  }

  private start(deck: Deck): void {
    deck.video.playbackRate = this.speed;
    deck.video.play().catch(() => undefined);
  }

  private prepareNext(deck: Deck): void {
    const end = deck.timeline.endMillis;
    const shown = shownMillis(deck);
    if (this.deck !== deck || this.preparing || this.nextDeck || end === undefined || shown === undefined) return;
    if (end - shown > prepareAheadMillis * Math.max(1, this.speed)) return;
    if (deck.window.toMillis >= serverNow() - 1000) return;
    this.preparing = true;
    const next = windowAfter(deck.window, serverNow());
    void this.open(next, Math.max(end, next.fromMillis)).then((opened) => {
      this.preparing = false;
      if (opened.kind !== 'ready') return;
      if (this.deck === deck && !this.closed) this.nextDeck = opened.deck;
      else this.drop(opened.deck);
    });
  }

  private onEnded(deck: Deck): void {
    if (this.deck !== deck) return;
    const next = this.nextDeck;
    this.nextDeck = undefined;
    if (next) {
      this.show(next);
      return;
    }
    const end = deck.timeline.endMillis ?? serverNow();
    if (serverNow() - end < caughtUpMillis) this.options.onState({ kind: 'end' });
    else void this.load(end + 1, ++this.seekNumber);
  }

  private drop(deck: Deck | undefined): void {
    if (!deck) return;
    deck.hls.destroy();
    deck.video.remove();
  }
}

type Opened = { kind: 'ready'; deck: Deck } | { kind: 'empty' } | { kind: 'failed'; detail: string };

function shownMillis(deck: Deck): number | undefined {
  return deck.timeline.wallMillisAt(deck.video.currentTime);
}

function timelineOf(details: { fragments: readonly { start: number; duration: number; programDateTime: number | null }[] }) {
  return new RecordedTimeline(
    details.fragments.flatMap(({ start, duration, programDateTime }) =>
      programDateTime === null
        ? []
        : [{ startSeconds: start, durationSeconds: duration, wallMillis: programDateTime }],
    ),
  );
}
