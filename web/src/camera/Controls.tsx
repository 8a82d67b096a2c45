import { ActionIcon, Button, Popover, Select, Tooltip } from '@mantine/core';
import { useEffect, useRef, type ReactNode } from 'react';
import type { Right } from '../api/accountTypes';
import {
  ExportIcon, ForwardIcon, FrameBackIcon, FrameForwardIcon, FullscreenIcon, KeyboardIcon, MutedIcon, PauseIcon, PlayIcon,
  RewindIcon, SoundIcon,
} from '../shell/icons';
import styles from './controls.module.css';
import { isAllowed, keyHelp, type KeyCommand } from './keyboard';
import type { PlaybackState } from './Playback';

interface ControlsProps {
  state: PlaybackState;
  shownMillis: () => number | undefined;
  exporting: boolean;
  /** What is not allowed has no control. */
  rights: Right[];
  hasSound: boolean;
  snapshot: ReactNode;
  onCommand: (command: KeyCommand) => void;
  onSpeed: (speed: number) => void;
}

const speeds = [0.5, 1, 2, 4, 8, 16];

export function Controls({ state, shownMillis, exporting, rights, hasSound, snapshot, onCommand, onSpeed }: ControlsProps) {
  const live = state.mode === 'live' && !state.held;
  const paused = state.held || (state.mode === 'recorded' && state.recorded.kind === 'paused');
  const back = isAllowed({ kind: 'seek-by', millis: -10_000 }, rights);
  return (
    <div className={styles.controls} role="toolbar" aria-label="Playback">
      <button
        type="button"
        className={styles.live}
        aria-pressed={live}
        title="Live (L)"
        onClick={() => onCommand({ kind: 'live' })}
      >
        <span className={styles.mark} />
        Live
      </button>
      <div className={styles.group}>
        {back && (
          <>
            <Control label="Ten seconds back" onClick={() => onCommand({ kind: 'seek-by', millis: -10_000 })}><RewindIcon /></Control>
            <Control label="One frame back" wide onClick={() => onCommand({ kind: 'frames', frames: -1 })}><FrameBackIcon /></Control>
          </>
        )}
        <Control label={paused ? 'Play (space)' : 'Pause (space)'} main onClick={() => onCommand({ kind: 'toggle-play' })}>
          {paused ? <PlayIcon /> : <PauseIcon />}
        </Control>
        {back && (
          <>
            <Control label="One frame on" wide onClick={() => onCommand({ kind: 'frames', frames: 1 })}><FrameForwardIcon /></Control>
            <Control label="Ten seconds on" disabled={live} onClick={() => onCommand({ kind: 'seek-by', millis: 10_000 })}><ForwardIcon /></Control>
          </>
        )}
      </div>
      <Clock shownMillis={shownMillis} />
      <div className={styles.end}>
        {back && (
          <Select
            className={styles.speed}
            aria-label="Speed"
            size="xs"
            data={speeds.map((speed) => ({ value: String(speed), label: speed === 0.5 ? '½×' : `${speed}×` }))}
            value={String(live ? 1 : state.speed)}
            disabled={state.mode === 'live'}
            allowDeselect={false}
            withCheckIcon={false}
            onChange={(value) => onSpeed(Number(value ?? 1))}
          />
        )}
        {hasSound && (
          <Control label={state.muted ? 'Sound on (M)' : 'Sound off (M)'} onClick={() => onCommand({ kind: 'mute' })}>
            {state.muted ? <MutedIcon /> : <SoundIcon />}
          </Control>
        )}
        <KeyHelp />
        {snapshot}
        <Control label="Full screen (F)" onClick={() => onCommand({ kind: 'fullscreen' })}><FullscreenIcon /></Control>
        {isAllowed({ kind: 'export' }, rights) && (
          <Button
            size="xs"
            variant={exporting ? 'filled' : 'default'}
            aria-pressed={exporting}
            leftSection={<ExportIcon width={16} />}
            onClick={() => onCommand({ kind: 'export' })}
          >
            Export
          </Button>
        )}
      </div>
    </div>
  );
}

interface ControlProps {
  label: string;
  onClick: () => void;
  children: ReactNode;
  main?: boolean;
  /** Left out where there is little room. */
  wide?: boolean;
  disabled?: boolean;
}

function Control({ label, onClick, children, main = false, wide = false, disabled = false }: ControlProps) {
  return (
    <Tooltip label={label} openDelay={400}>
      <ActionIcon
        variant={main ? 'light' : 'subtle'}
        color={main ? 'lagoon' : 'gray'}
        size={main ? 40 : 34}
        radius="xl"
        aria-label={label}
        disabled={disabled}
        className={wide ? 'wide-only' : undefined}
        onClick={onClick}
      >
        {children}
      </ActionIcon>
    </Tooltip>
  );
}

function KeyHelp() {
  return (
    <Popover position="top" shadow="md" withArrow>
      <Popover.Target>
        <ActionIcon variant="subtle" color="gray" size={34} radius="xl" aria-label="Keys" className="wide-only">
          <KeyboardIcon />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown>
        <dl className={styles.keys}>
          {keyHelp.map(([keys, words]) => (
            <div key={keys}>
              <dt><kbd>{keys}</kbd></dt>
              <dd>{words}</dd>
            </div>
          ))}
        </dl>
      </Popover.Dropdown>
    </Popover>
  );
}

/** The moment shown, written straight into the page each frame: React has no part in it. */
function Clock({ shownMillis }: { shownMillis: () => number | undefined }) {
  const time = useRef<HTMLSpanElement>(null);
  const date = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    let frame = 0;
    let written = '';
    const write = () => {
      frame = requestAnimationFrame(write);
      const shown = shownMillis();
      const at = shown === undefined ? undefined : new Date(shown);
      const text = at?.toLocaleTimeString([], { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' }) ?? '--:--:--';
      if (text === written || !time.current || !date.current) return;
      written = text;
      time.current.textContent = text;
      date.current.textContent = at?.toLocaleDateString([], { weekday: 'short', day: 'numeric', month: 'short' }) ?? '';
    };
    write();
    return () => cancelAnimationFrame(frame);
  }, [shownMillis]);
  return (
    <div className={styles.clock} aria-label="Time of the picture">
      <span ref={time} data-testid="clock" />
      <small ref={date} className="wide-only" />
    </div>
  );
}
