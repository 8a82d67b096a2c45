import { mediaUrl } from '../api/client';
import type { LivePlayer, LiveState } from './liveState';
import { MsePlayer } from './MsePlayer';
import { NativeHlsPlayer } from './NativeHlsPlayer';

/** `auto` takes MSE where the browser has it, and LL-HLS where not or where its socket is blocked. */
export type Transport = 'auto' | 'mse' | 'hls';

/** A proxy that does not pass WebSockets is told from a server that restarts by trying a few times. */
const socketTries = 4;

export function openLive(
  video: HTMLVideoElement,
  stream: string,
  transport: Transport,
  onState: (state: LiveState) => void,
): LivePlayer {
  let closed = false;
  let player: LivePlayer | undefined;

  const switchToHls = async () => {
    player?.close();
    player = undefined;
    const opened = await openHls(video, stream, onState, () => closed);
    if (opened) player = opened;
    else if (!closed) onState({ kind: 'unsupported' });
  };
  const onUnreachable = async (tries: number) => {
    if (transport === 'mse' || tries < socketTries) return;
    if ((await serverAnswers()) && !closed && player?.transport === 'MSE') await switchToHls();
  };

  if (transport !== 'hls' && MsePlayer.isSupported()) {
    player = new MsePlayer(video, mediaUrl.mse(stream), onState, (tries) => void onUnreachable(tries));
  } else {
    void switchToHls();
  }
  return {
    get transport() {
      return player?.transport ?? 'LL-HLS';
    },
    get stalls() {
      return player?.stalls ?? 0;
    },
    latencyMillis: () => player?.latencyMillis(),
    wallMillis: () => player?.wallMillis(),
    close: () => {
      closed = true;
      player?.close();
    },
  };
}

/** hls.js is half of the page's code, and most people never need it for live pictures. */
async function openHls(
  video: HTMLVideoElement,
  stream: string,
  onState: (state: LiveState) => void,
  isClosed: () => boolean,
): Promise<LivePlayer | undefined> {
  const url = mediaUrl.hls(stream);
  const { HlsLivePlayer } = await import('./HlsLivePlayer');
  if (isClosed()) return undefined;
  if (HlsLivePlayer.isSupported()) return new HlsLivePlayer(video, url, onState);
  return NativeHlsPlayer.isSupported() ? new NativeHlsPlayer(video, url, onState) : undefined;
}

async function serverAnswers(): Promise<boolean> {
  return fetch('api/v1/system').then(
    (response) => response.ok,
    () => false,
  );
}
