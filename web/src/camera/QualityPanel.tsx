import type { ReactNode } from 'react';
import type { Stream } from '../api/types';
import { bitrate, bytes, clockTime, codecName, describeTrack, duration } from '../api/words';
import type { LivePlayer } from '../player/liveState';
import styles from './quality.module.css';

interface QualityPanelProps {
  stream: Stream;
  viewing: Pick<LivePlayer, 'transport' | 'stalls'> | undefined;
  latencyMillis: number | undefined;
  nowMillis: number;
}

export function QualityPanel({ stream, viewing, latencyMillis, nowMillis }: QualityPanelProps) {
  const { statistics } = stream;
  const video = stream.tracks.find((track) => track.kind === 'video');
  const audio = stream.tracks.find((track) => track.kind === 'audio');
  const flowing = stream.state === 'live';
  return (
    <aside className={styles.quality} aria-label="Quality of the stream">
      <Group title="Picture">
        <Row name="Format">{video ? codecName(video.codec) : '—'}</Row>
        <Row name="Size">{video ? `${video.width} × ${video.height}` : '—'}</Row>
        <Row name="Frame rate">{flowing ? `${statistics.framesPerSecond.toFixed(1)} fps` : '—'}</Row>
        <Row name="Bit rate">{flowing ? bitrate(statistics.bitrateBitsPerSecond) : '—'}</Row>
        <Row name="Key frame every">{statistics.gopMillis > 0 ? `${duration(statistics.gopMillis)} · ${statistics.gopFrames} frames` : '—'}</Row>
        <Row name="Sound">{audio ? describeTrack(audio) : 'none'}</Row>
      </Group>
      <Group title="From the camera">
        <Row name="Lost packets" bad={statistics.lostPackets > 0}>{count(statistics.lostPackets)}</Row>
        <Row name="Out of order">{count(statistics.reorderedPackets)}</Row>
        <Row name="Damaged frames" bad={statistics.discardedAccessUnits > 0}>{count(statistics.discardedAccessUnits)}</Row>
        <Row name="Gaps">{count(statistics.gaps)}</Row>
        <Row name="Reconnects">{count(statistics.reconnects)}</Row>
        <Row name="Clock drift">{`${statistics.clockDriftPpm.toFixed(0)} ppm`}</Row>
      </Group>
      <Group title="To you">
        <Row name="Latency">{latencyMillis === undefined ? '—' : `${Math.round(latencyMillis / 10) * 10} ms`}</Row>
        <Row name="Transport">{viewing?.transport ?? '—'}</Row>
        <Row name="Stalls">{viewing ? count(viewing.stalls) : '—'}</Row>
        <Row name="Viewers">{count(stream.viewers.length)}</Row>
      </Group>
      <Group title="Recording">
        <Row name="State">{recordingWords(stream, nowMillis)}</Row>
        <Row name="Written">{bytes(stream.recording.bytes)}</Row>
        <Row name="Gaps">{count(stream.recording.gaps)}</Row>
        {stream.recording.lastError !== null && <p className={styles.note}>{stream.recording.lastError}</p>}
      </Group>
    </aside>
  );
}

function recordingWords(stream: Stream, nowMillis: number): string {
  const { state, since } = stream.recording;
  const sinceWords = since === null ? '' : ` since ${clockTime(Date.parse(since), nowMillis)}`;
  switch (state) {
    case 'off':
      return 'Off';
    case 'recording':
      return `On${sinceWords}`;
    case 'waiting':
      return 'Waiting for the camera';
    case 'failed':
      return `Failing${sinceWords}`;
  }
}

function count(value: number): string {
  return value.toLocaleString('en');
}

function Group({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section>
      <h2>{title}</h2>
      <dl>{children}</dl>
    </section>
  );
}

function Row({ name, children, bad = false }: { name: string; children: ReactNode; bad?: boolean }) {
  return (
    <div data-bad={bad || undefined}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
