import { Button, Group, Modal, PasswordInput, Stack, TextInput } from '@mantine/core';
import { useState, type SubmitEvent } from 'react';
import { devices } from '../../api/devices';
import type { Camera } from '../../api/types';
import { ProblemAlert } from '../../form/ProblemAlert';
import { notifyDone } from '../../form/notify';
import { useSubmission } from '../../form/useSubmission';

interface CredentialsDialogProps {
  camera: Camera;
  onChanged: () => void;
  onClose: () => void;
}

/** With what the server logs in to the camera. The camera's own password stays what it is. */
export function CredentialsDialog({ camera, onChanged, onClose }: CredentialsDialogProps) {
  const [username, setUsername] = useState(camera.username);
  const [password, setPassword] = useState('');
  const { running, error, submit } = useSubmission();

  const save = (event: SubmitEvent) => {
    event.preventDefault();
    submit(async () => {
      await devices.changeCredentials(camera.id, username.trim(), password);
      notifyDone(`Log-in of ${camera.name} changed`);
      onChanged();
      onClose();
    });
  };

  return (
    <Modal opened onClose={onClose} title={`Log-in of ${camera.name}`} centered>
      <form onSubmit={save}>
        <Stack>
          <div>
            Sightline logs in to the camera with these. They are not changed in the camera: enter what was set there.
          </div>
          <TextInput
            label="User name"
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            value={username}
            onChange={(event) => setUsername(event.currentTarget.value)}
          />
          <PasswordInput
            label="Password"
            autoComplete="new-password"
            data-autofocus
            value={password}
            onChange={(event) => setPassword(event.currentTarget.value)}
          />
          <ProblemAlert error={error} />
          <Group justify="flex-end" gap="sm">
            <Button variant="subtle" color="gray" onClick={onClose}>Cancel</Button>
            <Button type="submit" loading={running} disabled={username.trim() === '' && password !== ''}>Save</Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
