import { Button, Group, SegmentedControl, Slider, Switch } from '@mantine/core';
import { useCallback, useState } from 'react';
import { devices, type Imaging } from '../../api/devices';
import { useLoaded } from '../../api/useLoaded';
import { LoadedView } from '../../form/LoadedView';
import { ProblemAlert } from '../../form/ProblemAlert';
import { useImagingChanges } from './useImagingChanges';
import styles from './device.module.css';

/** How the camera makes its picture. What is changed is changed in the camera, for everybody. */
export function ImagingSection({ cameraId }: { cameraId: string }) {
  const load = useCallback((signal: AbortSignal) => devices.imaging(cameraId, signal), [cameraId]);
  const loading = useLoaded(load);
  return (
    <LoadedView of={loading}>
      {(imaging) => <Settings cameraId={cameraId} imaging={imaging} onChanged={loading.replace} />}
    </LoadedView>
  );
}

type LevelName = 'brightness' | 'contrast' | 'colorSaturation' | 'sharpness';
type ChoiceName = 'infraredCutFilter' | 'exposure' | 'whiteBalance' | 'focus';
type SwitchName = 'wideDynamicRange' | 'backlightCompensation';

const levels: readonly [LevelName, string][] = [
  ['brightness', 'Brightness'],
  ['contrast', 'Contrast'],
  ['colorSaturation', 'Colour'],
  ['sharpness', 'Sharpness'],
];
const choices: readonly [ChoiceName, string, Record<string, string>][] = [
  ['infraredCutFilter', 'Night view', { on: 'Off', off: 'On', auto: 'Auto' }],
  ['exposure', 'Exposure', { auto: 'Auto', manual: 'Manual' }],
  ['whiteBalance', 'White balance', { auto: 'Auto', manual: 'Manual' }],
  ['focus', 'Focus', { auto: 'Auto', manual: 'Manual' }],
];
const switches: readonly [SwitchName, string][] = [
  ['wideDynamicRange', 'Wide dynamic range'],
  ['backlightCompensation', 'Backlight compensation'],
];

interface SettingsProps {
  cameraId: string;
  imaging: Imaging;
  onChanged: (imaging: Imaging) => void;
}

function Settings({ cameraId, imaging, onChanged }: SettingsProps) {
  const { running, error, change, reset } = useImagingChanges(cameraId, onChanged);
  const nothing = [...levels, ...choices, ...switches].every(([name]) => imaging[name] === null);
  if (nothing) return <p className={styles.quiet}>The camera lets nothing of its picture be set.</p>;
  return (
    <div className={styles.settings} aria-busy={running}>
      {levels.map(([name, label]) => {
        const level = imaging[name];
        return level && <Level key={name} label={label} level={level} onChange={(value) => change({ [name]: value })} />;
      })}
      {choices.map(([name, label, words]) => {
        const choice = imaging[name];
        return (
          choice && (
            <div key={name} className={styles.setting}>
              <span>{label}</span>
              <SegmentedControl
                size="xs"
                aria-label={label}
                data={choice.choices.map((value) => ({ value, label: words[value] ?? value }))}
                value={choice.value}
                onChange={(value) => change({ [name]: value })}
              />
            </div>
          )
        );
      })}
      {switches.map(([name, label]) => {
        const state = imaging[name];
        return (
          state && (
            <Switch
              key={name}
              size="xs"
              labelPosition="left"
              classNames={{ body: styles.setting ?? '' }}
              label={label}
              checked={state.value}
              onChange={(event) => change({ [name]: event.currentTarget.checked })}
            />
          )
        );
      })}
      <ProblemAlert error={error} />
      <Group justify="flex-end">
        <Button
          size="xs"
          variant="default"
          disabled={!imaging.resettable}
          loading={running}
          title="As it was before it was first changed here"
          onClick={reset}
        >
          Reset
        </Button>
      </Group>
    </div>
  );
}

interface LevelProps {
  label: string;
  level: NonNullable<Imaging[LevelName]>;
  onChange: (value: number) => void;
}

/** The thumb follows the hand; the camera is told when it is let go, and has the last word. */
function Level({ label, level, onChange }: LevelProps) {
  const [dragged, setDragged] = useState<{ of: LevelProps['level']; to: number }>();
  const value = dragged?.of === level ? dragged.to : level.value;
  const span = level.greatest - level.least;
  return (
    <div className={styles.level}>
      <span>{label}</span>
      <output>{Math.round(value * 100) / 100}</output>
      <Slider
        size="sm"
        thumbLabel={label}
        label={null}
        min={level.least}
        max={level.greatest}
        step={span > 10 ? 1 : span / 100}
        value={value}
        onChange={(to) => setDragged({ of: level, to })}
        onChangeEnd={onChange}
      />
    </div>
  );
}
