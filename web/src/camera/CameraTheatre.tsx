import { useCallback, useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { api } from '../api/client';
import { serverNow } from '../api/serverClock';
import type { Right } from '../api/accountTypes';
import type { Camera } from '../api/types';
import { usePolled } from '../api/usePolled';
import { LiveView } from '../live/LiveView';
import { PictureOverlay } from '../live/PictureOverlay';
import { pictureStatus, recordingsOnly, type PictureStatus } from '../live/pictureStatus';
import type { Transport } from '../player/openLive';
import { useNow } from '../shell/useNow';
import type { Selection } from '../timeline/draw';
import { grownTo } from '../timeline/recorded';
import { Timeline, type TimelineHandle } from '../timeline/Timeline';
import { useRecorded } from '../timeline/useRecorded';
import { spanOf, type View } from '../timeline/viewport';
import { Controls } from './Controls';
import { DevicePanel } from './device/DevicePanel';
import deviceStyles from './device/device.module.css';
import { SnapshotButton } from './device/SnapshotButton';
import { ExportBar } from './ExportBar';
import { isAllowed, type KeyCommand } from './keyboard';
import { Playback, type PlaybackState } from './Playback';
import { QualityPanel } from './QualityPanel';
import styles from './theatre.module.css';
import { useKeys } from './useKeys';

interface CameraTheatreProps {
  camera: Camera;
  streamName: string;
  startMillis: number | null;
  transport: Transport;
}

const pollMillis = 1_000;
const usualFramesPerSecond = 25;
/** How far the index may be behind while a recording runs. */
const indexLagMillis = 15_000;
const scrubEveryMillis = 250;

/** The picture, its controls, and the timeline under it. */
export function CameraTheatre({ camera, streamName, startMillis, transport }: CameraTheatreProps) {
  const [playback] = useState(() => new Playback(streamName));
  const state = useSyncExternalStore(playback.subscribe, playback.snapshot);
  const loadStream = useCallback((signal: AbortSignal) => api.stream(streamName, signal), [streamName]);
  const [polled] = usePolled(loadStream, pollMillis);
  const stream = polled.kind === 'ready' ? polled.value : undefined;
  /** Grows when the stream has to be joined anew: one whose camera is logged in to otherwise is another one. */
  const [joining, setJoining] = useState(0);
  const now = useNow(500);
  const [view, setView] = useState<View>();
  const [selection, setSelection] = useState<Selection>();
  const indexed = useRecorded(streamName, view);
  const recorded = stream?.recording.state === 'recording' ? grownTo(indexed, now, indexLagMillis) : indexed;
  const timeline = useRef<TimelineHandle>(null);
  const picture = useRef<HTMLDivElement>(null);
  const lastScrub = useRef(0);

  useEffect(() => () => playback.close(), [playback]);

  useEffect(() => {
    if (startMillis === null) return;
    void playback.seek(startMillis, { spans: [], gaps: [] });
    timeline.current?.reveal(startMillis);
  }, [playback, startMillis]);

  const seek = (atMillis: number) => {
    if (atMillis >= serverNow() - 1_000) playback.goLive();
    else void playback.seek(atMillis, recorded);
  };

  const scrub = (atMillis: number) => {
    const at = performance.now();
    if (at - lastScrub.current < scrubEveryMillis) return;
    lastScrub.current = at;
    void playback.seek(atMillis, recorded);
  };

  const seekBy = (millis: number) => {
    const shown = playback.shownMillis();
    if (shown === undefined) return;
    seek(shown + millis);
    timeline.current?.reveal(shown + millis);
  };

  const toggleExport = () => setSelection(selection ? undefined : around(playback.shownMillis(), timeline.current?.view()));

  const command = (given: KeyCommand) => {
    if (!isAllowed(given, camera.rights)) return;
    switch (given.kind) {
      case 'toggle-play':
        playback.togglePlay();
        break;
      case 'live':
        playback.goLive();
        timeline.current?.reveal(serverNow());
        break;
      case 'frames':
        playback.step(given.frames, stream?.statistics.framesPerSecond || usualFramesPerSecond);
        break;
      case 'seek-by':
        seekBy(given.millis);
        break;
      case 'zoom':
        timeline.current?.zoomBy(given.factor);
        break;
      case 'export':
        toggleExport();
        break;
      case 'mute':
        playback.setMuted(!state.muted);
        break;
      case 'fullscreen':
        toggleFullscreen(picture.current);
        break;
    }
  };

  const may = (right: Right) => camera.rights.includes(right);
  const paused = state.held || (state.mode === 'recorded' && state.recorded.kind === 'paused');
  useKeys(command, paused);

  return (
    <main className={styles.theatre} data-exporting={selection !== undefined || undefined}>
      <div className={styles.main}>
        <div className={styles.picture} ref={picture} data-mode={state.mode}>
          {may('view') && (state.mode === 'live' || !state.recordedShown) && (
            <LiveView
              key={joining}
              stream={streamName}
              label={`Live picture of ${camera.name}`}
              transport={transport}
              muted={state.muted || state.mode === 'recorded'}
              onState={playback.onLiveState}
              onPlayer={playback.attachLive}
            />
          )}
          <RecordedHost attach={playback.attachHost} shown={state.recordedShown} />
          <PictureOverlay status={overlayOf(state, camera, now)} large />
          {state.notice !== undefined && <div className={styles.notice} role="status">{state.notice}</div>}
        </div>
        <Controls
          state={state}
          shownMillis={playback.shownMillis}
          exporting={selection !== undefined}
          rights={camera.rights}
          hasSound={stream?.tracks.some((track) => track.kind === 'audio' && track.playable) ?? false}
          snapshot={
            may(state.mode === 'live' ? 'view' : 'playback') && (
              <SnapshotButton
                cameraName={camera.name}
                stream={streamName}
                recordedMillis={() => (state.mode === 'live' && !state.held ? undefined : playback.shownMillis())}
              />
            )
          }
          onCommand={command}
          onSpeed={(speed) => playback.setSpeed(speed)}
        />
        {may('playback') && (
          <Timeline
            handle={timeline}
            recorded={recorded}
            selection={selection}
            playhead={playback.shownMillis}
            onSeek={seek}
            onScrub={scrub}
            onSelection={setSelection}
            onView={setView}
          />
        )}
        {selection && (
          <ExportBar stream={streamName} selection={selection} recorded={recorded} onCancel={() => setSelection(undefined)} />
        )}
      </div>
      <div className={deviceStyles.side}>
        <DevicePanel camera={camera} onLogInChanged={() => setJoining(joining + 1)} />
        {stream && (
          <QualityPanel
            stream={stream}
            viewing={playback.viewing()}
            latencyMillis={playback.latencyMillis()}
            nowMillis={now}
          />
        )}
      </div>
    </main>
  );
}

/** Where the recorded player puts its video elements. */
function RecordedHost({ attach, shown }: { attach: (host: HTMLElement | null) => void; shown: boolean }) {
  const host = useRef<HTMLDivElement>(null);
  useEffect(() => {
    attach(host.current);
    return () => attach(null);
  }, [attach]);
  return <div className={styles.recorded} ref={host} data-shown={shown} />;
}

const allGood: PictureStatus = { tone: 'good', headline: '', detail: '', advice: '' };

function overlayOf(state: PlaybackState, camera: Camera, nowMillis: number): PictureStatus {
  if (state.mode === 'live' && !camera.rights.includes('view')) return recordingsOnly;
  if (state.mode === 'live') return state.held ? allGood : pictureStatus(camera, state.live, nowMillis);
  switch (state.recorded.kind) {
    case 'loading':
      return { tone: 'busy', headline: 'Loading', detail: '', advice: '' };
    case 'error':
      return { tone: 'bad', headline: 'This recording cannot be played', detail: state.recorded.detail, advice: '' };
    case 'playing':
    case 'paused':
    case 'end':
      return allGood;
  }
}

/** A range to begin with: a sixth of what is in view, around the playhead, and not in the future. */
function around(shownMillis: number | undefined, view: View | undefined): Selection {
  const now = serverNow();
  const length = Math.min(Math.max((view ? spanOf(view) : 60_000) / 6, 10_000), 10 * 60_000);
  const toMillis = Math.min((shownMillis ?? now) + length / 2, now - 1_000);
  return { fromMillis: toMillis - length, toMillis };
}

function toggleFullscreen(element: HTMLElement | null): void {
  if (document.fullscreenElement) void document.exitFullscreen();
  else void element?.requestFullscreen().catch(() => undefined);
}
