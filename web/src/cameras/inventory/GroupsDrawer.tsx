import { ActionIcon, Button, Drawer, Group, Stack, TextInput, Tooltip } from '@mantine/core';
import { useState, type SubmitEvent } from 'react';
import { groups as groupApi } from '../../api/inventory';
import type { CameraGroup } from '../../api/types';
import { ConfirmDialog } from '../../form/ConfirmDialog';
import { notifyDone } from '../../form/notify';
import { ProblemAlert } from '../../form/ProblemAlert';
import { useSubmission } from '../../form/useSubmission';
import { CheckIcon, PencilIcon, PlusIcon, TrashIcon } from '../../shell/icons';
import { Nothing, Row, Rows } from '../../shell/Sections';
import { cameras } from './bulkWords';

interface GroupsDrawerProps {
  opened: boolean;
  groups: CameraGroup[];
  onClose: () => void;
  onChanged: () => void;
}

export function GroupsDrawer({ opened, groups, onClose, onChanged }: GroupsDrawerProps) {
  const [renamed, setRenamed] = useState<string>();
  const [deleted, setDeleted] = useState<CameraGroup>();
  return (
    <Drawer opened={opened} onClose={onClose} title="Groups" position="right" size="md">
      <Stack gap="lg">
        <NewGroup onAdded={onChanged} />
        {groups.length === 0 ? (
          <Nothing>There is no group yet. Groups gather cameras by building, floor or purpose; rights can be granted on them.</Nothing>
        ) : (
          <Rows>
            {groups.map((group) =>
              renamed === group.id ? (
                <li key={group.id}>
                  <Rename
                    group={group}
                    onDone={() => {
                      setRenamed(undefined);
                      onChanged();
                    }}
                    onCancel={() => setRenamed(undefined)}
                  />
                </li>
              ) : (
                <Row
                  key={group.id}
                  title={group.name}
                  action={
                    <Group gap={4} wrap="nowrap">
                      <Tooltip label="Rename">
                        <ActionIcon variant="subtle" color="gray" aria-label={`Rename ${group.name}`} onClick={() => setRenamed(group.id)}>
                          <PencilIcon width={18} />
                        </ActionIcon>
                      </Tooltip>
                      <Tooltip label="Delete…">
                        <ActionIcon variant="subtle" color="gray" aria-label={`Delete ${group.name}`} onClick={() => setDeleted(group)}>
                          <TrashIcon width={18} />
                        </ActionIcon>
                      </Tooltip>
                    </Group>
                  }
                >
                  <span>{cameras(group.cameras)}</span>
                </Row>
              ),
            )}
          </Rows>
        )}
      </Stack>
      {deleted && (
        <ConfirmDialog
          title={`Delete the group ${deleted.name}?`}
          action="Delete group"
          onConfirm={async () => {
            await groupApi.delete(deleted.id);
            notifyDone(`The group ${deleted.name} is gone; its cameras stay`);
            onChanged();
          }}
          onClose={() => setDeleted(undefined)}
        >
          Its {cameras(deleted.cameras)} stay. Whoever sees a camera only because this group was granted sees it no more.
        </ConfirmDialog>
      )}
    </Drawer>
  );
}

function NewGroup({ onAdded }: { onAdded: () => void }) {
  const [name, setName] = useState('');
  const { running, error, submit } = useSubmission();
  const add = (event: SubmitEvent) => {
    event.preventDefault();
    if (name.trim() === '') return;
    submit(async () => {
      await groupApi.add(name.trim());
      setName('');
      onAdded();
    });
  };
  return (
    <form onSubmit={add}>
      <Stack gap="sm">
        <Group gap="sm" wrap="nowrap">
          <TextInput
            flex={1}
            aria-label="Name of the new group"
            placeholder="New group"
            data-autofocus
            maxLength={200}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <Button type="submit" loading={running} disabled={name.trim() === ''} leftSection={<PlusIcon width={16} />}>Add</Button>
        </Group>
        <ProblemAlert error={error} />
      </Stack>
    </form>
  );
}

function Rename({ group, onDone, onCancel }: { group: CameraGroup; onDone: () => void; onCancel: () => void }) {
  const [name, setName] = useState(group.name);
  const { running, error, submit } = useSubmission();
  const save = (event: SubmitEvent) => {
    event.preventDefault();
    if (name.trim() === '') return;
    submit(async () => {
      await groupApi.rename(group.id, name.trim());
      onDone();
    });
  };
  return (
    <Stack gap="sm" flex={1}>
      <form
        onSubmit={save}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return;
          // The drawer would close, too.
          event.stopPropagation();
          onCancel();
        }}
      >
        <Group gap="sm" wrap="nowrap">
          <TextInput
            flex={1}
            aria-label={`New name of ${group.name}`}
            autoFocus
            maxLength={200}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <ActionIcon type="submit" size="lg" loading={running} aria-label="Save the name"><CheckIcon width={18} /></ActionIcon>
        </Group>
      </form>
      <ProblemAlert error={error} />
    </Stack>
  );
}
