import { Alert, Button, Group, Modal, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { api } from '../api/client';
import type { Camera } from '../api/types';
import { explainError } from '../api/words';

interface DeleteDialogProps {
  camera: Camera;
  onClose: () => void;
  onDeleted: () => void;
}

export function DeleteDialog({ camera, onClose, onDeleted }: DeleteDialogProps) {
  const [state, setState] = useState<{ kind: 'asking' } | { kind: 'deleting' } | { kind: 'failed'; error: unknown }>({
    kind: 'asking',
  });

  const remove = async () => {
    setState({ kind: 'deleting' });
    try {
      await api.deleteCamera(camera.id);
      notifications.show({ message: `${camera.name} deleted`, color: 'lagoon' });
      onDeleted();
      onClose();
    } catch (error) {
      setState({ kind: 'failed', error });
    }
  };

  return (
    <Modal opened onClose={onClose} title={`Delete ${camera.name}?`} centered role="alertdialog">
      <Stack>
        <Text size="sm">
          It is no longer shown and no longer recorded. What was recorded stays on the disk until it is too old.
        </Text>
        {state.kind === 'failed' && <Alert color="red">{explainError(state.error).title}</Alert>}
        <Group justify="flex-end" gap="sm">
          <Button variant="subtle" color="gray" onClick={onClose} data-autofocus>Keep</Button>
          <Button color="red" loading={state.kind === 'deleting'} onClick={() => void remove()}>Delete camera</Button>
        </Group>
      </Stack>
    </Modal>
  );
}
