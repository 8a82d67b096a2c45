import { explainAccountProblem } from './accountWords';
import { deviceExplanations } from './deviceWords';
import type { Explanation } from './explanation';
import { ApiError } from './problem';
import type { Failure, Status, Track } from './types';

const explanations: Record<string, Explanation> = {
  ...deviceExplanations,
  'invalid-address': {
    title: 'This is not a camera address',
    advice: 'It should look like rtsp://192.168.1.20:554/stream1. The camera’s manual or its own page names the path.',
  },
  'invalid-camera-url': {
    title: 'This is not a camera address',
    advice: 'It should look like rtsp://192.168.1.20:554/stream1. The camera’s manual or its own page names the path.',
  },
  unreachable: {
    title: 'Camera does not answer',
    advice: 'Check that it has power, is on the network, and that the host name or IP address is right.',
  },
  refused: {
    title: 'Camera refuses the connection',
    advice: 'The device is there, but nothing listens on this port. RTSP is usually on port 554, and some cameras need it switched on first.',
  },
  unauthorized: {
    title: 'User name or password is wrong',
    advice: 'Enter the camera’s own account. It is tried again only slowly, so that the camera does not lock it.',
  },
  'not-found': {
    title: 'Camera has no stream under this path',
    advice: 'The device answers, but not for this path. Compare the part after the host with the camera’s manual.',
  },
  'no-video': {
    title: 'No video in this stream',
    advice: 'The camera sends no picture here. Choose another profile or channel of the camera.',
  },
  'unsupported-codec': {
    title: 'Video format is not supported',
    advice: 'Set the camera to H.264 or H.265, then test again.',
  },
  stalled: {
    title: 'Picture stopped',
    advice: 'The connection stands, but no media arrives. If it stays so, restart the camera and check its network.',
  },
  closed: {
    title: 'Camera closed the connection',
    advice: 'It may be restarting, or serve too many viewers at once.',
  },
  'protocol-error': {
    title: 'Camera answers in a way that makes no sense',
    advice: 'Check that the port is the RTSP port (usually 554), not the one of its web page, and update its firmware.',
  },
  'recordings-not-deleted': {
    title: 'The recordings could not be deleted',
    advice: 'The disk may be busy, full or read-only, or a volume missing. It is tried again by itself; the server’s log says why it failed.',
  },
  offline: {
    title: 'Server does not answer',
    advice: 'Recording may go on. This page connects again by itself.',
  },
};

export function explain(failure: Failure): Explanation {
  return explanations[failure.type] ?? { title: 'Something went wrong', advice: failure.detail };
}

export function explainError(error: unknown): Explanation & { detail?: string } {
  if (error instanceof ApiError) {
    const known = explanations[error.slug];
    // What stands in the way of a camera is worth telling exactly; of a log-in, no more than this.
    if (known) return { ...known, detail: error.message };
    return explainAccountProblem(error) ?? { title: error.title, advice: error.message };
  }
  return { title: 'Something went wrong', advice: String(error) };
}

export type Tone = 'good' | 'busy' | 'bad' | 'quiet';

export function toneOf(status: Pick<Status, 'state' | 'failure'>): Tone {
  switch (status.state) {
    case 'live':
      return 'good';
    case 'connecting':
      return status.failure ? 'bad' : 'busy';
    case 'retrying':
      return 'bad';
    case 'idle':
      return 'quiet';
  }
}

/** "Live", "Camera does not answer": short enough for a card. */
export function headline(status: Pick<Status, 'state' | 'failure'>): string {
  switch (status.state) {
    case 'live':
      return 'Live';
    case 'connecting':
      return status.failure ? explain(status.failure).title : 'Connecting…';
    case 'retrying':
      return status.failure ? explain(status.failure).title : 'Connection lost';
    case 'idle':
      return 'Ready';
  }
}

/** "since 14:02 — retrying in 12 s", or an empty string when there is nothing to add. */
export function sinceAndRetry(status: Pick<Status, 'state' | 'since' | 'retryAt'>, nowMillis: number): string {
  if (status.state === 'connecting') return 'trying now';
  if (status.state !== 'retrying') return '';
  const since = `since ${clockTime(Date.parse(status.since), nowMillis)}`;
  if (status.retryAt === null) return since;
  const seconds = Math.ceil((Date.parse(status.retryAt) - nowMillis) / 1000);
  return seconds > 0 ? `${since} — retrying in ${seconds} s` : `${since} — trying now`;
}

/** "14:02" today, "Mon 14:02" within the week, a date before that. */
export function clockTime(atMillis: number, nowMillis: number): string {
  const at = new Date(atMillis);
  const time = at.toLocaleTimeString([], { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  const days = (nowMillis - atMillis) / 86_400_000;
  if (new Date(nowMillis).toDateString() === at.toDateString()) return time;
  if (days < 6) return `${at.toLocaleDateString([], { weekday: 'short' })} ${time}`;
  return `${at.toLocaleDateString([], { day: 'numeric', month: 'short' })} ${time}`;
}

/** "just now", "12 minutes ago", "yesterday 14:02", "3 Mar 2026". */
export function momentWords(at: string, nowMillis: number): string {
  const atMillis = Date.parse(at);
  const minutes = Math.floor((nowMillis - atMillis) / 60_000);
  if (minutes < 1) return 'just now';
  if (minutes < 60) return minutes === 1 ? 'a minute ago' : `${minutes} minutes ago`;
  const day = new Date(atMillis).toDateString();
  const time = new Date(atMillis).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  if (day === new Date(nowMillis).toDateString()) return `today ${time}`;
  if (day === new Date(nowMillis - 86_400_000).toDateString()) return `yesterday ${time}`;
  return dateWords(at);
}

/** "3 Mar 14:02:10", with the year where it is not this one. */
export function exactTime(at: string): string {
  const moment = new Date(at);
  const thisYear = moment.getFullYear() === new Date().getFullYear();
  const date = moment.toLocaleDateString([], { day: 'numeric', month: 'short', ...(thisYear ? {} : { year: 'numeric' }) });
  return `${date} ${moment.toLocaleTimeString([], { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' })}`;
}

export function dateWords(at: string): string {
  return new Date(at).toLocaleDateString([], { day: 'numeric', month: 'short', year: 'numeric' });
}

const gapReasons: Record<string, string> = {
  'disk-slow': 'The disk was too slow',
  'disk-full': 'The disk was full',
  'disk-failed': 'The disk failed',
  'camera-offline': 'The camera was away',
  'camera-stalled': 'The camera sent nothing',
  'packets-lost': 'The network lost what the camera sent',
  'recording-off': 'Recording was off',
  'server-stopped': 'The server was not running',
  'server-killed': 'The server stopped without warning',
  'not-available': 'No longer kept',
};

export function gapReason(reason: string): string {
  return gapReasons[reason] ?? reason.replaceAll('-', ' ').replace(/^./, (letter) => letter.toUpperCase());
}

const codecNames: Record<string, string> = {
  H264: 'H.264',
  H265: 'H.265',
  AAC: 'AAC',
  OPUS: 'Opus',
  MJPEG: 'MJPEG',
  PCMU: 'G.711 µ-law',
  PCMA: 'G.711 A-law',
};

export function codecName(codec: string): string {
  return codecNames[codec.toUpperCase()] ?? codec;
}

export function describeTrack(track: Track): string {
  return track.kind === 'video'
    ? `${codecName(track.codec)} ${track.width} × ${track.height}`
    : `${codecName(track.codec)} ${(track.sampleRateHz / 1000).toLocaleString('en')} kHz ${track.channels === 1 ? 'mono' : track.channels === 2 ? 'stereo' : `${track.channels} channels`}`;
}

export function bytes(count: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB', 'PB'];
  let value = count;
  let unit = 0;
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1000;
    unit++;
  }
  return `${unit === 0 || value >= 99.95 ? value.toFixed(0) : value.toFixed(1)} ${units[unit] ?? 'B'}`;
}

export function bitrate(bitsPerSecond: number): string {
  return bitsPerSecond >= 999_500
    ? `${(bitsPerSecond / 1e6).toFixed(1)} Mbit/s`
    : `${(bitsPerSecond / 1e3).toFixed(0)} kbit/s`;
}

/** "4 s", "2 min 05 s", "1 h 03 min". */
export function duration(millis: number): string {
  const seconds = Math.round(millis / 1000);
  if (millis < 10_000) return `${(millis / 1000).toFixed(1)} s`;
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} min ${String(seconds % 60).padStart(2, '0')} s`;
  return `${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, '0')} min`;
}
