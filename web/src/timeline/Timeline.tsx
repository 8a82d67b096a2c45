import { ActionIcon, Tooltip } from '@mantine/core';
import { useEffect, useImperativeHandle, useRef, useState, type Ref } from 'react';
import { gapReason } from '../api/words';
import { MinusIcon, PlusIcon } from '../shell/icons';
import type { Selection } from './draw';
import type { Recorded } from './recorded';
import styles from './timeline.module.css';
import { TimelineView, type Hover } from './TimelineView';
import type { View } from './viewport';

export interface TimelineHandle {
  zoomBy: (factor: number) => void;
  reveal: (atMillis: number) => void;
  view: () => View | undefined;
}

interface TimelineProps {
  handle: Ref<TimelineHandle>;
  recorded: Recorded;
  selection: Selection | undefined;
  /** The moment shown now; asked for each frame, so it must keep its identity. */
  playhead: () => number | undefined;
  onSeek: (atMillis: number) => void;
  onScrub: (atMillis: number) => void;
  onSelection: (selection: Selection) => void;
  onView: (view: View) => void;
}

const zoomStep = 2;
const spans: readonly [label: string, name: string, millis: number][] = [
  ['1m', 'One minute', 60_000],
  ['10m', 'Ten minutes', 600_000],
  ['1h', 'One hour', 3_600_000],
  ['1d', 'One day', 86_400_000],
  ['1w', 'One week', 7 * 86_400_000],
  ['1mo', 'One month', 31 * 86_400_000],
];

export function Timeline({ handle, recorded, selection, playhead, ...events }: TimelineProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const view = useRef<TimelineView>(null);
  const latestEvents = useRef(events);
  const [hover, setHover] = useState<Hover>();

  useEffect(() => {
    latestEvents.current = events;
  });

  useEffect(() => {
    if (!canvas.current) return;
    const opened = new TimelineView(canvas.current, playhead, {
      onSeek: (at) => latestEvents.current.onSeek(at),
      onScrub: (at) => latestEvents.current.onScrub(at),
      onSelection: (range) => latestEvents.current.onSelection(range),
      onView: (range) => latestEvents.current.onView(range),
      onHover: setHover,
    });
    view.current = opened;
    latestEvents.current.onView(opened.currentView());
    return () => {
      view.current = null;
      opened.close();
    };
  }, [playhead]);

  useEffect(() => {
    view.current?.show(recorded, selection);
  }, [recorded, selection, playhead]);

  useImperativeHandle(handle, () => ({
    zoomBy: (factor) => view.current?.zoomBy(factor),
    reveal: (at) => view.current?.reveal(at),
    view: () => view.current?.currentView(),
  }), []);

  return (
    <section className={styles.timeline} aria-label="Timeline">
      <canvas ref={canvas} className={styles.canvas} data-testid="timeline" aria-hidden="true" />
      {hover && <HoverLabel hover={hover} />}
      <div className={styles.tools}>
        <div className={styles.spans} role="group" aria-label="Time shown">
          {spans.map(([label, name, millis]) => (
            <button key={label} type="button" aria-label={name} onClick={() => view.current?.setSpan(millis)}>
              {label}
            </button>
          ))}
        </div>
        <Tooltip label="Show more time (−)">
          <ActionIcon variant="subtle" color="gray" aria-label="Zoom out" onClick={() => view.current?.zoomBy(zoomStep)}>
            <MinusIcon />
          </ActionIcon>
        </Tooltip>
        <Tooltip label="Show less time (+)">
          <ActionIcon variant="subtle" color="gray" aria-label="Zoom in" onClick={() => view.current?.zoomBy(1 / zoomStep)}>
            <PlusIcon />
          </ActionIcon>
        </Tooltip>
      </div>
    </section>
  );
}

function HoverLabel({ hover }: { hover: Hover }) {
  return (
    <div className={styles.hover} style={{ left: hover.pixel }}>
      <span>{momentLabel(hover.atMillis)}</span>
      {hover.gapReason !== undefined && <small>{gapReason(hover.gapReason)}</small>}
    </div>
  );
}

function momentLabel(atMillis: number): string {
  return new Date(atMillis).toLocaleString([], {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  });
}
