import { serverNow } from '../api/serverClock';
import { Backoff } from './backoff';
import { readProducerReference, readTimescales, type Timescales } from './boxes';
import { LiveEdge } from './liveEdge';
import type { LivePlayer, LiveState } from './liveState';
import { parseMseMessage, type MseMessage } from './mseMessages';
import { WallClock } from './wallClock';

type InitMessage = Extract<MseMessage, { type: 'init' }>;

/** What waits for the source buffer, in order. */
type Pending =
  | { kind: 'begin'; message: InitMessage; init: ArrayBuffer }
  | { kind: 'chunk'; bytes: ArrayBuffer; arrivedMillis: number };

interface Sink {
  source: MediaSource;
  buffer: SourceBuffer;
  /** Number of tracks: a source buffer takes no init segment with another (MSE §3.5.7). */
  tracks: number;
  /** When the chunk that is being appended came. */
  appended: number | undefined;
}

const controlEveryMillis = 100;
const keptBehindSeconds = 15;
const trimBeyondSeconds = 30;
const silenceMillis = 10_000;
/** Chunks that wait this much are dropped, and the stream is joined anew. */
const mostPending = 100;
const targetAboveChunkMillis = 150;
/** With less than this buffered, waiting is for the network, not for the decoder. */
const dryBelowSeconds = 0.2;
const maxTargetMillis = 2_000;
/** What the server closes with when a right has ended (RFC 6455 §7.4.1). It is not asked again. */
const policyViolation = 1008;

/**
 * Plays `/live/{stream}/mse`: a text message with codecs and timing, the init segment, then chunks.
 *
 * Each start of a timeline (join, reconnection, new format) is put right behind what is buffered by
 * `timestampOffset`, so that the element's own time never jumps and outages leave no hole.
 */
export class MsePlayer implements LivePlayer {
  readonly transport = 'MSE';
  stalls = 0;

  private socket: WebSocket | undefined;
  private sink: Sink | undefined;
  private opening = false;
  private pending: Pending[] = [];
  private announced: InitMessage | undefined;
  private timescales: Timescales = new Map();
  private edge = new LiveEdge({ targetMillis: 350, maxTargetMillis });
  private readonly wallClock = new WallClock();
  private readonly backoff = new Backoff(500, 10_000);
  private lastMessageMillis = Date.now();
  private expectsMedia = false;
  private everPlayed = false;
  private retryTimer: number | undefined;
  private readonly controlTimer: number;
  private objectUrl: string | undefined;
  private closed = false;
  /** Chunks were let go while the picture was held: going on needs a new start. */
  private skipped = false;

  static isSupported(): boolean {
    return mediaSourceClass() !== undefined && 'WebSocket' in window;
  }

  constructor(
    private readonly video: HTMLVideoElement,
    private readonly url: string,
    private readonly onState: (state: LiveState) => void,
    /** Told when the server's socket cannot be opened at all, so that HLS may be tried. */
    private readonly onUnreachable: (tries: number) => void = () => undefined,
  ) {
    video.addEventListener('waiting', this.onWaiting);
    video.addEventListener('playing', this.onPlaying);
    video.addEventListener('play', this.onPlay);
    video.addEventListener('error', this.onVideoError);
    this.controlTimer = window.setInterval(() => this.control(), controlEveryMillis);
    this.onState({ kind: 'connecting' });
    this.connect();
  }

  latencyMillis(): number | undefined {
    const wall = this.wallMillis();
    return wall === undefined ? undefined : serverNow() - wall;
  }

  wallMillis(): number | undefined {
    return this.wallClock.wallMillisAt(this.video.currentTime);
  }

  close(): void {
    this.closed = true;
    window.clearTimeout(this.retryTimer);
    window.clearInterval(this.controlTimer);
    this.disconnect();
    this.video.removeEventListener('waiting', this.onWaiting);
    this.video.removeEventListener('playing', this.onPlaying);
    this.video.removeEventListener('play', this.onPlay);
    this.video.removeEventListener('error', this.onVideoError);
    this.releaseSink();
    this.video.removeAttribute('src');
    this.video.load();
  }

  // --- the socket

  private connect(): void {
    const socket = new WebSocket(this.url);
    socket.binaryType = 'arraybuffer';
    this.socket = socket;
    this.lastMessageMillis = Date.now();
    let opened = false;
    socket.onopen = () => {
      opened = true;
    };
    socket.onmessage = (event: MessageEvent<string | ArrayBuffer>) => {
      this.lastMessageMillis = Date.now();
      this.backoff.reset();
      if (typeof event.data === 'string') this.onText(event.data);
      else this.onBinary(event.data);
    };
    socket.onclose = ({ code }) => {
      if (this.socket !== socket) return;
      this.socket = undefined;
      if (code === policyViolation) this.onDenied();
      else this.reconnectLater(opened);
    };
  }

  /** What was seen last is not to be seen any more either. */
  private onDenied(): void {
    this.disconnect();
    this.releaseSink();
    this.expectsMedia = false;
    this.video.removeAttribute('src');
    this.video.load();
    this.onState({ kind: 'denied' });
  }

  private reconnectLater(wasOpen: boolean): void {
    if (this.closed) return;
    const waitMillis = this.backoff.next();
    if (!wasOpen) this.onUnreachable(this.backoff.count);
    this.onState({ kind: 'offline', retryAtMillis: serverNow() + waitMillis });
    this.retryTimer = window.setTimeout(() => this.connect(), waitMillis);
  }

  private disconnect(): void {
    const socket = this.socket;
    this.socket = undefined;
    this.announced = undefined;
    this.pending = [];
    if (!socket) return;
    // Closed before it is open, browsers complain in the console.
    if (socket.readyState === WebSocket.CONNECTING) socket.onopen = () => socket.close();
    else socket.close();
  }

  private rejoin(): void {
    this.disconnect();
    this.reconnectLater(true);
  }

  private onText(text: string): void {
    const message = parseMseMessage(text);
    switch (message?.type) {
      case 'init':
        this.announced = message;
        break;
      case 'status':
        this.expectsMedia = message.state === 'live';
        if (message.state !== 'live') this.onState({ ...message, kind: 'source' });
        else if (!this.video.paused && this.video.readyState > 2 && this.everPlayed) this.onState({ kind: 'playing' });
        break;
      case 'unplayable':
        this.onState({ kind: 'unplayable', codec: message.codec });
        break;
      case undefined:
        break;
    }
  }

  private onBinary(bytes: ArrayBuffer): void {
    if (this.video.paused && this.everPlayed) {
      this.skipped = true;
      return;
    }
    if (this.announced) {
      this.pending.push({ kind: 'begin', message: this.announced, init: bytes });
      this.announced = undefined;
    } else {
      this.pending.push({ kind: 'chunk', bytes, arrivedMillis: Date.now() });
    }
    if (this.pending.length > mostPending) this.rejoin();
    else this.pump();
  }

  // --- the source buffer

  private pump(): void {
    if (this.opening || this.closed) return;
    const sink = this.sink;
    if (sink?.buffer.updating) return;
    const next = this.pending[0];
    if (!next) {
      this.trim();
      return;
    }
    try {
      if (next.kind === 'begin') this.begin(next.message, next.init);
      else if (sink) this.append(sink, next.bytes, next.arrivedMillis);
      else this.pending.shift();
    } catch (cause) {
      this.onAppendFailure(cause);
    }
  }

  private begin(message: InitMessage, init: ArrayBuffer): void {
    if (!mediaSourceClass()?.isTypeSupported(message.mime)) {
      this.pending.shift();
      this.releaseSink();
      this.onState({ kind: 'unplayable', codec: message.codecs });
      return;
    }
    const timescales = readTimescales(init);
    const sink = this.sink;
    if (!sink || sink.tracks !== timescales.size || sink.source.readyState !== 'open') {
      this.openSink(message.mime, timescales.size);
      return;
    }
    this.pending.shift();
    this.timescales = timescales;
    this.expectsMedia = true;
    if (message.chunkMillis > 0) {
      this.edge = new LiveEdge({ targetMillis: message.chunkMillis + targetAboveChunkMillis, maxTargetMillis });
    }
    // An append that was cut off leaves the parser inside a segment, where the offset is fixed.
    sink.buffer.abort();
    sink.buffer.changeType(message.mime);
    sink.buffer.timestampOffset = endOf(sink.buffer) - message.startMicros / 1e6;
    sink.buffer.appendBuffer(init);
  }

  private append(sink: Sink, bytes: ArrayBuffer, arrivedMillis: number): void {
    this.pending.shift();
    const reference = readProducerReference(bytes);
    const timescale = reference && this.timescales.get(reference.trackId);
    if (reference && timescale) {
      this.wallClock.add({
        mediaSeconds: reference.mediaTicks / timescale + sink.buffer.timestampOffset,
        wallMillis: reference.wallMillis,
      });
    }
    sink.appended = arrivedMillis;
    sink.buffer.appendBuffer(bytes);
  }

  private onUpdated(sink: Sink): void {
    // One that was let go may still report.
    if (this.sink !== sink) return;
    if (sink.appended !== undefined) this.edge.arrived(sink.appended, endOf(sink.buffer));
    sink.appended = undefined;
    this.pump();
  }

  private onAppendFailure(cause: unknown): void {
    if (cause instanceof DOMException && cause.name === 'QuotaExceededError') {
      this.trim(2);
      return;
    }
    // The element or the buffer is in error: begin with new ones.
    this.releaseSink();
    this.rejoin();
  }

  private trim(keptSeconds = keptBehindSeconds): void {
    const buffer = this.sink?.buffer;
    if (!buffer || buffer.updating || buffer.buffered.length === 0) return;
    const behind = this.video.currentTime - buffer.buffered.start(0);
    if (behind > Math.min(trimBeyondSeconds, keptSeconds * 2)) {
      buffer.remove(0, this.video.currentTime - keptSeconds);
    }
  }

  private openSink(mime: string, tracks: number): void {
    this.releaseSink();
    const Source = mediaSourceClass();
    if (!Source) return;
    const source = new Source();
    this.opening = true;
    source.addEventListener(
      'sourceopen',
      () => {
        this.opening = false;
        if (this.closed || source.readyState !== 'open') return;
        source.duration = Infinity;
        const buffer = source.addSourceBuffer(mime);
        const sink: Sink = { source, buffer, tracks, appended: undefined };
        buffer.addEventListener('updateend', () => this.onUpdated(sink));
        this.sink = sink;
        this.pump();
      },
      { once: true },
    );
    // Safari's ManagedMediaSource opens only when AirPlay is given up.
    this.video.disableRemotePlayback = true;
    this.objectUrl = URL.createObjectURL(source);
    this.video.src = this.objectUrl;
    this.play();
  }

  private releaseSink(): void {
    this.sink = undefined;
    this.opening = false;
    this.wallClock.clear();
    this.edge.restarted();
    if (this.objectUrl) URL.revokeObjectURL(this.objectUrl);
    this.objectUrl = undefined;
  }

  // --- the element

  private play(): void {
    // Refused only where sound is on before the first gesture: then it starts with that gesture.
    this.video.play().catch(() => undefined);
  }

  private readonly onWaiting = () => {
    const { video } = this;
    if (!this.everPlayed || video.paused || video.seeking || !this.expectsMedia) return;
    this.stalls++;
    const buffer = this.sink?.buffer;
    // A processor that does not keep up is no reason to keep more distance.
    if (buffer && endOf(buffer) - video.currentTime < dryBelowSeconds) this.edge.stalled(Date.now());
  };

  private readonly onPlaying = () => {
    this.everPlayed = true;
    this.onState({ kind: 'playing' });
  };

  private readonly onPlay = () => {
    if (!this.skipped) return;
    this.skipped = false;
    this.disconnect();
    this.connect();
  };

  private readonly onVideoError = () => {
    if (this.closed || this.video.error === null) return;
    this.releaseSink();
    this.rejoin();
  };

  private control(): void {
    const nowMillis = Date.now();
    if (this.expectsMedia && this.socket && nowMillis - this.lastMessageMillis > silenceMillis) this.rejoin();
    const buffer = this.sink?.buffer;
    if (!buffer || this.video.paused) return;
    const move = this.edge.decide({
      nowMillis,
      currentSeconds: this.video.currentTime,
      readyState: this.video.readyState,
      buffered: ranges(buffer.buffered),
    });
    if (move.kind === 'seek') this.video.currentTime = move.toSeconds;
    else if (this.video.playbackRate !== move.rate) this.video.playbackRate = move.rate;
  }
}

function mediaSourceClass(): typeof MediaSource | undefined {
  const scope = window as { ManagedMediaSource?: typeof MediaSource; MediaSource?: typeof MediaSource };
  return scope.ManagedMediaSource ?? scope.MediaSource;
}

function endOf(buffer: SourceBuffer): number {
  const { buffered } = buffer;
  return buffered.length === 0 ? 0 : buffered.end(buffered.length - 1);
}

export function ranges(buffered: TimeRanges): [number, number][] {
  return Array.from({ length: buffered.length }, (_, index) => [buffered.start(index), buffered.end(index)]);
}
