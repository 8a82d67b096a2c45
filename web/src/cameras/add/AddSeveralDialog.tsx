import { Button, Group, Modal, PasswordInput, Stack, Switch, TextInput } from '@mantine/core';
import { useState, type SubmitEvent } from 'react';
import type { Discovered } from '../../api/cameraTypes';
import { onboarding } from '../../api/inventory';
import { notifyDone } from '../../form/notify';
import { ProblemAlert } from '../../form/ProblemAlert';
import { useSubmission } from '../../form/useSubmission';
import { groupIds } from '../labels';
import { LabelFields, useKnownLabels } from '../LabelFields';
import styles from './add.module.css';

interface AddSeveralDialogProps {
  devices: Discovered[];
  onClose: () => void;
  onBegun: () => void;
}

/** Devices that share a user name and a password. They are added without being looked at one by one. */
export function AddSeveralDialog({ devices, onClose, onBegun }: AddSeveralDialogProps) {
  const known = useKnownLabels();
  const [username, setUsername] = useState('');
  const [password, setPassword] = useState('');
  const [record, setRecord] = useState(true);
  const [groups, setGroups] = useState<string[]>([]);
  const [tags, setTags] = useState<string[]>([]);
  const { running, error, submit } = useSubmission();
  const those = devices.length === 1 ? '1 device' : `${devices.length} devices`;

  const begin = (event: SubmitEvent) => {
    event.preventDefault();
    submit(async () => {
      const common = { username: username.trim(), password, record, confirm: false, tags, groups: await groupIds(groups, known.groups) };
      await Promise.all(devices.map((device) => onboarding.begin({ ...common, address: device.address })));
      notifyDone(`${those} being added`);
      onBegun();
    });
  };

  return (
    <Modal opened onClose={onClose} title={`Add ${those}`} centered>
      <form onSubmit={begin}>
        <Stack gap="md">
          <div className={styles.words}>
            All of them with the same user name and password, and with every channel that plays. How they fare is told
            under “Not finished”.
          </div>
          <Group grow align="start">
            <TextInput
              label="User name"
              data-autofocus
              autoComplete="off"
              autoCapitalize="none"
              spellCheck={false}
              value={username}
              onChange={(event) => setUsername(event.currentTarget.value)}
            />
            <PasswordInput
              label="Password"
              autoComplete="new-password"
              value={password}
              onChange={(event) => setPassword(event.currentTarget.value)}
            />
          </Group>
          <LabelFields known={known} groups={groups} tags={tags} onGroups={setGroups} onTags={setTags} />
          <Switch label="Record all the time" checked={record} onChange={(event) => setRecord(event.currentTarget.checked)} />
          <ProblemAlert error={error} />
          <Group justify="flex-end" gap="sm">
            <Button variant="subtle" color="gray" onClick={onClose}>Cancel</Button>
            <Button type="submit" loading={running}>Add {those}</Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
