import { useEffect, useRef } from 'react';
import type { LivePlayer, LiveState } from '../player/liveState';
import { openLive, type Transport } from '../player/openLive';
import styles from '../player/video.module.css';

interface LiveViewProps {
  stream: string;
  label: string;
  muted: boolean;
  transport?: Transport;
  onState: (state: LiveState) => void;
  onPlayer?: (player: LivePlayer | undefined, video: HTMLVideoElement) => void;
}

/** A video element that plays a stream's live edge for as long as it is mounted. */
export function LiveView({ stream, label, muted, transport = 'auto', onState, onPlayer }: LiveViewProps) {
  const video = useRef<HTMLVideoElement>(null);

  useEffect(() => {
    const element = video.current;
    if (!element) return;
    const player = openLive(element, stream, transport, onState);
    onPlayer?.(player, element);
    return () => {
      onPlayer?.(undefined, element);
      player.close();
    };
  }, [stream, transport, onState, onPlayer]);

  return <video ref={video} className={styles.video} data-source="live" aria-label={label} muted={muted} playsInline />;
}
