import { Button, Group, Modal, Stack, TextInput } from '@mantine/core';
import { useState, type ReactNode, type SubmitEvent } from 'react';
import styles from './form.module.css';
import { ProblemAlert } from './ProblemAlert';
import { useSubmission } from './useSubmission';

interface ConfirmDialogProps {
  title: string;
  /** What will be, in a sentence or two. */
  children: ReactNode;
  action: string;
  /** Instead of "Cancel". */
  cancel?: string;
  /** Word that has to be typed first, for what cannot be undone. */
  typed?: string;
  onConfirm: () => Promise<void>;
  onClose: () => void;
}

/** A question before something is lost. It closes when that is done, and stays with the reason when not. */
export function ConfirmDialog({ title, children, action, cancel = 'Cancel', typed, onConfirm, onClose }: ConfirmDialogProps) {
  const { running, error, submit } = useSubmission();
  const [text, setText] = useState('');
  const ready = typed === undefined || text === typed;

  const confirm = (event: SubmitEvent) => {
    event.preventDefault();
    if (!ready) return;
    submit(async () => {
      await onConfirm();
      onClose();
    });
  };

  return (
    <Modal opened onClose={onClose} title={title} centered role="alertdialog">
      <form onSubmit={confirm}>
        <Stack>
          <div className={styles.words}>{children}</div>
          {typed !== undefined && (
            <TextInput
              label={<>Type <strong>{typed}</strong> to confirm</>}
              data-autofocus
              autoComplete="off"
              autoCapitalize="none"
              spellCheck={false}
              value={text}
              onChange={(event) => setText(event.currentTarget.value)}
            />
          )}
          <ProblemAlert error={error} />
          <Group justify="flex-end" gap="sm">
            <Button variant="subtle" color="gray" onClick={onClose} data-autofocus={typed === undefined || undefined}>
              {cancel}
            </Button>
            <Button type="submit" color="red" disabled={!ready} loading={running}>{action}</Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
