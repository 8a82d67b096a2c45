import { Button, Group } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import type { Explanation } from '../api/explanation';
import { explainError } from '../api/words';

export function notifyDone(message: string): void {
  notifications.show({ message, color: 'lagoon' });
}

export function notifyFailed(error: unknown): void {
  notifyRefused(explainError(error));
}

export function notifyRefused({ title, advice }: Explanation): void {
  notifications.show({ title, message: advice, color: 'red' });
}

const undoMillis = 10_000;

/** Says what was done, and for a while lets one take it back. */
export function notifyUndo(message: string, undo: () => void): void {
  const id = crypto.getRandomValues(new Uint32Array(1)).toString();
  const takeBack = () => {
    notifications.hide(id);
    undo();
  };
  notifications.show({
    id,
    message: (
      <Group justify="space-between" wrap="nowrap">
        {message}
        <Button size="xs" variant="default" onClick={takeBack}>Undo</Button>
      </Group>
    ),
    color: 'lagoon',
    autoClose: undoMillis,
  });
}
