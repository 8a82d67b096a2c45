import { Autocomplete, Button, Group, Modal, Stack } from '@mantine/core';
import { useState, type SubmitEvent } from 'react';
import type { BulkForm } from '../../api/cameraTypes';
import type { CameraGroup } from '../../api/types';
import { ProblemAlert } from '../../form/ProblemAlert';
import { useSubmission } from '../../form/useSubmission';
import { groupIds } from '../labels';
import { cameras } from './bulkWords';

type Labelling = Pick<BulkForm, 'tag' | 'group'> & { action: 'tag' | 'untag' | 'group' | 'ungroup' };

interface LabelDialogProps {
  kind: 'tag' | 'group';
  count: number;
  groups: CameraGroup[];
  tags: string[];
  onChoose: (form: Labelling, what: string) => Promise<void>;
  onClose: () => void;
}

const words = {
  tag: { title: 'Tag', label: 'Tag', put: 'Put on', take: 'Take off' },
  group: { title: 'Group', label: 'Group', put: 'Put into', take: 'Take out of' },
} as const;

/** Puts a tag or a group on cameras, or takes it off. A name that is new makes a new one. */
export function LabelDialog({ kind, count, groups, tags, onChoose, onClose }: LabelDialogProps) {
  const [text, setText] = useState('');
  const { running, error, submit } = useSubmission();
  const name = text.trim();
  const there = kind === 'tag' ? tags : groups.map((group) => group.name);
  const { title, label, put, take } = words[kind];

  const apply = (on: boolean) =>
    submit(async () => {
      if (kind === 'tag') {
        await onChoose({ action: on ? 'tag' : 'untag', tag: name }, name);
      } else {
        const [group] = await groupIds([name], groups);
        if (group !== undefined) await onChoose({ action: on ? 'group' : 'ungroup', group }, name);
      }
      onClose();
    });

  return (
    <Modal opened onClose={onClose} title={`${title} ${cameras(count)}`} centered>
      <form
        onSubmit={(event: SubmitEvent) => {
          event.preventDefault();
          if (name !== '') apply(true);
        }}
      >
        <Stack gap="md">
          <Autocomplete
            label={label}
            description="One of those that there are, or a new one"
            data-autofocus
            data={there}
            value={text}
            onChange={setText}
          />
          <ProblemAlert error={error} />
          <Group justify="flex-end" gap="sm">
            <Button variant="default" disabled={!there.includes(name) || running} onClick={() => apply(false)}>{take}</Button>
            <Button type="submit" disabled={name === ''} loading={running}>{put}</Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
