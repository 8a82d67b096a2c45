import { Button, Group, Modal, Stack, TextInput } from '@mantine/core';
import { useState, type SubmitEvent } from 'react';
import { devices } from '../../api/devices';
import type { Camera } from '../../api/types';
import { ProblemAlert } from '../../form/ProblemAlert';
import { useSubmission } from '../../form/useSubmission';

interface OnvifDialogProps {
  camera: Camera;
  onChanged: () => void;
  onClose: () => void;
}

/** Where the camera speaks ONVIF, if not at one of the usual ports. */
export function OnvifDialog({ camera, onChanged, onClose }: OnvifDialogProps) {
  const [url, setUrl] = useState(camera.onvifUrl);
  const { running, error, submit } = useSubmission();

  const save = (event: SubmitEvent) => {
    event.preventDefault();
    submit(async () => {
      await devices.setOnvifUrl(camera.id, url.trim());
      onChanged();
      onClose();
    });
  };

  return (
    <Modal opened onClose={onClose} title={`ONVIF of ${camera.name}`} centered>
      <form onSubmit={save}>
        <Stack>
          <TextInput
            label="ONVIF address"
            description="Leave it empty to look at the usual ports. Many cameras need ONVIF switched on first, some with a user of its own."
            placeholder={`${camera.host}:8000`}
            autoCapitalize="none"
            spellCheck={false}
            data-autofocus
            value={url}
            onChange={(event) => setUrl(event.currentTarget.value)}
          />
          <ProblemAlert error={error} />
          <Group justify="flex-end" gap="sm">
            <Button variant="subtle" color="gray" onClick={onClose}>Cancel</Button>
            <Button type="submit" loading={running}>Save</Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
