import { Badge, Checkbox, TextInput } from '@mantine/core';
import type { FoundStream } from '../../api/cameraTypes';
import { bitrate, codecName, explain } from '../../api/words';
import { CameraIcon } from '../../shell/icons';
import styles from './add.module.css';
import { streamNameProblem, type FoundChannel } from './foundChannels';

interface ChannelCardProps {
  found: FoundChannel;
  name: string;
  wanted: boolean;
  /** Whether there are others to choose among. */
  choosable: boolean;
  onName: (name: string) => void;
  /** By the names that were proposed. */
  streamNames: Record<string, string>;
  onStreamName: (proposed: string, name: string) => void;
  onWanted: (wanted: boolean) => void;
}

export function ChannelCard({ found, name, wanted, choosable, onName, streamNames, onStreamName, onWanted }: ChannelCardProps) {
  return (
    <section className={styles.channel} aria-label={`Channel ${found.channel}`} data-wanted={wanted || undefined}>
      <div className={styles.channelHead}>
        {choosable && (
          <Checkbox
            aria-label={`Add channel ${found.channel}`}
            checked={wanted}
            disabled={!found.playable}
            onChange={(event) => onWanted(event.currentTarget.checked)}
          />
        )}
        <TextInput
          flex={1}
          label={choosable ? `Name of channel ${found.channel}` : 'Name'}
          maxLength={200}
          disabled={!found.playable || !wanted}
          error={wanted && name.trim() === '' ? 'Give it a name.' : undefined}
          value={name}
          onChange={(event) => onName(event.currentTarget.value)}
        />
      </div>
      <ul className={styles.streams}>
        {found.streams.map((stream) => (
          <StreamCard
            key={stream.url}
            stream={stream}
            disabled={!found.playable || !wanted}
            name={stream.name === null ? undefined : (streamNames[stream.name] ?? stream.name)}
            onName={(name) => stream.name !== null && onStreamName(stream.name, name)}
          />
        ))}
      </ul>
    </section>
  );
}

const roleWords: Record<string, string> = { main: 'Main stream', sub: 'Sub stream' };

interface StreamCardProps {
  stream: FoundStream;
  disabled: boolean;
  /** Undefined for one that can't be used. */
  name: string | undefined;
  onName: (name: string) => void;
}

function StreamCard({ stream, disabled, name, onName }: StreamCardProps) {
  return (
    <li>
      <StreamPicture stream={stream} />
      <div className={styles.stream}>
        <strong>{roleWords[stream.role] ?? stream.role}</strong>
        {stream.failure ? (
          <span className={styles.failure}>{explain(stream.failure).title}. {stream.failure.detail}</span>
        ) : (
          <span>{streamWords(stream)}</span>
        )}
        {name !== undefined && stream.failure === null && (
          <TextInput
            className={styles.streamName}
            size="xs"
            aria-label={`What the ${stream.role} stream is called in addresses`}
            title="What the stream is called in addresses"
            maxLength={100}
            autoCapitalize="none"
            autoCorrect="off"
            spellCheck={false}
            disabled={disabled}
            value={name}
            error={disabled ? undefined : streamNameProblem(name)}
            onChange={(event) => onName(event.currentTarget.value.trim())}
          />
        )}
        {stream.role === 'main' ? <Badge color="gray">recorded</Badge> : <Badge color="gray">for small pictures</Badge>}
      </div>
    </li>
  );
}

function StreamPicture({ stream }: { stream: FoundStream }) {
  return stream.picture ? (
    <img src={stream.picture.replace(/^\//, '')} alt={`Picture of the ${stream.role} stream`} />
  ) : (
    <div className={styles.noPicture} aria-hidden="true"><CameraIcon width={30} height={30} strokeWidth={1.2} /></div>
  );
}

function streamWords(stream: FoundStream): string {
  return [
    stream.codec && codecName(stream.codec),
    stream.width > 0 && `${stream.width} × ${stream.height}`,
    stream.framesPerSecond !== null && `${stream.framesPerSecond.toLocaleString('en', { maximumFractionDigits: 1 })} fps`,
    stream.bitrateBitsPerSecond && bitrate(stream.bitrateBitsPerSecond),
    stream.audioCodec && `sound ${codecName(stream.audioCodec)}`,
  ].filter(Boolean).join(' · ');
}
