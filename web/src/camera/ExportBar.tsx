import { Button } from '@mantine/core';
import { mediaUrl } from '../api/client';
import { bytes, duration } from '../api/words';
import { ExportIcon } from '../shell/icons';
import type { Selection } from '../timeline/draw';
import { clipEstimate, type Recorded } from '../timeline/recorded';
import styles from './export.module.css';

interface ExportBarProps {
  stream: string;
  selection: Selection;
  recorded: Recorded;
  onCancel: () => void;
}

export function ExportBar({ stream, selection, recorded, onCancel }: ExportBarProps) {
  const estimate = clipEstimate(recorded, selection.fromMillis, selection.toMillis);
  const empty = estimate.millis === 0;
  const missing = selection.toMillis - selection.fromMillis - estimate.millis;
  return (
    <section className={styles.bar} aria-label="Export">
      <div className={styles.words}>
        <strong>{`${moment(selection.fromMillis)} – ${moment(selection.toMillis)}`}</strong>
        <span>
          {empty
            ? 'Nothing is recorded here. Drag the handles on the timeline.'
            : `${duration(estimate.millis)} · about ${bytes(estimate.bytes)}${missing > 1_000 ? ` · ${duration(missing)} without recording left out` : ''}`}
        </span>
      </div>
      <div className={styles.end}>
        <Button variant="subtle" color="gray" onClick={onCancel}>Cancel</Button>
        {empty ? (
          <Button leftSection={<ExportIcon width={18} />} disabled>Download MP4</Button>
        ) : (
          <Button
            component="a"
            href={mediaUrl.clip(stream, selection.fromMillis, selection.toMillis)}
            download
            leftSection={<ExportIcon width={18} />}
          >
            Download MP4
          </Button>
        )}
      </div>
    </section>
  );
}

function moment(atMillis: number): string {
  return new Date(atMillis).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' });
}
