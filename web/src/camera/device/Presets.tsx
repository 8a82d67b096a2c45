import { ActionIcon, Button, Group, TextInput } from '@mantine/core';
import { useState, type SubmitEvent } from 'react';
import { devices, type Preset } from '../../api/devices';
import { ConfirmDialog } from '../../form/ConfirmDialog';
import { ProblemAlert } from '../../form/ProblemAlert';
import { notifyDone } from '../../form/notify';
import { useSubmission } from '../../form/useSubmission';
import { TrashIcon } from '../../shell/icons';
import styles from './ptz.module.css';

interface PresetsProps {
  cameraId: string;
  presets: Preset[];
  /** How many the camera keeps. */
  most: number;
  onGo: (token: string) => void;
  onChanged: () => void;
}

/** The views that the camera keeps: to go to, to add the present one, to delete. */
export function Presets({ cameraId, presets, most, onGo, onChanged }: PresetsProps) {
  const [name, setName] = useState('');
  const [deleting, setDeleting] = useState<Preset>();
  const { running, error, submit } = useSubmission();
  const full = presets.length >= most;

  const save = (event: SubmitEvent) => {
    event.preventDefault();
    const given = name.trim();
    if (given === '') return;
    submit(async () => {
      await devices.savePreset(cameraId, given);
      setName('');
      notifyDone(`View “${given}” saved`);
      onChanged();
    });
  };

  return (
    <div className={styles.presets}>
      <h3>Saved views</h3>
      {presets.length === 0 && <p>None yet. Turn the camera, give the view a name, and save it.</p>}
      <ul>
        {presets.map((preset) => (
          <li key={preset.token}>
            <button type="button" title="Look there" onClick={() => onGo(preset.token)}>{nameOf(preset)}</button>
            <ActionIcon
              variant="subtle"
              color="gray"
              size="md"
              aria-label={`Delete view ${nameOf(preset)}`}
              onClick={() => setDeleting(preset)}
            >
              <TrashIcon width={16} />
            </ActionIcon>
          </li>
        ))}
      </ul>
      <form onSubmit={save}>
        <Group gap="xs" wrap="nowrap">
          <TextInput
            aria-label="Name of the present view"
            placeholder={full ? `All ${most} are taken` : 'Name this view'}
            size="xs"
            flex={1}
            maxLength={64}
            disabled={full}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <Button type="submit" size="xs" variant="default" loading={running} disabled={full || name.trim() === ''}>
            Save view
          </Button>
        </Group>
      </form>
      <ProblemAlert error={error} />
      {deleting && (
        <ConfirmDialog
          title={`Delete view “${nameOf(deleting)}”?`}
          action="Delete view"
          onConfirm={async () => {
            await devices.deletePreset(cameraId, deleting.token);
            onChanged();
          }}
          onClose={() => setDeleting(undefined)}
        >
          It is deleted in the camera itself, for everybody.
        </ConfirmDialog>
      )}
    </div>
  );
}

function nameOf(preset: Preset): string {
  return preset.name === '' ? `View ${preset.token}` : preset.name;
}
