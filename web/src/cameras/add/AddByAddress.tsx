import { Button, Group, PasswordInput, Stack, Switch, TextInput } from '@mantine/core';
import { useState, type SubmitEvent } from 'react';
import { onboarding } from '../../api/inventory';
import { ProblemAlert } from '../../form/ProblemAlert';
import { useSubmission } from '../../form/useSubmission';
import { onboardingHref } from '../../shell/route';
import { Panel } from '../../shell/Sections';
import { groupIds } from '../labels';
import { LabelFields, useKnownLabels } from '../LabelFields';

/** An address and a password; all else is asked of the device. */
export function AddByAddress({ address: given }: { address: string }) {
  const known = useKnownLabels();
  const [address, setAddress] = useState(given);
  const [username, setUsername] = useState('');
  const [password, setPassword] = useState('');
  const [record, setRecord] = useState(true);
  const [groups, setGroups] = useState<string[]>([]);
  const [tags, setTags] = useState<string[]>([]);
  const { running, error, submit } = useSubmission();

  const begin = (event: SubmitEvent) => {
    event.preventDefault();
    submit(async () => {
      const begun = await onboarding.begin({
        address: address.trim(),
        username: username.trim(),
        password,
        record,
        confirm: true,
        groups: await groupIds(groups, known.groups),
        tags,
      });
      window.location.hash = onboardingHref(begun.id);
    });
  };

  return (
    <Panel title="Where is it?">
      <form onSubmit={begin}>
        <Stack gap="md">
          <TextInput
            label="Address"
            description="IP address or host name; with a port where the device has an unusual one"
            placeholder="192.168.1.20"
            autoFocus={given === ''}
            autoComplete="off"
            autoCapitalize="none"
            autoCorrect="off"
            spellCheck={false}
            value={address}
            onChange={(event) => setAddress(event.currentTarget.value)}
          />
          <Group grow align="start">
            <TextInput
              label="User name"
              description="Of the camera itself"
              autoFocus={given !== ''}
              autoComplete="off"
              autoCapitalize="none"
              spellCheck={false}
              value={username}
              onChange={(event) => setUsername(event.currentTarget.value)}
            />
            <PasswordInput
              label="Password"
              description="Kept sealed, shown to nobody"
              autoComplete="new-password"
              value={password}
              onChange={(event) => setPassword(event.currentTarget.value)}
            />
          </Group>
          <Group grow align="start">
            <LabelFields known={known} groups={groups} tags={tags} onGroups={setGroups} onTags={setTags} />
          </Group>
          <Switch label="Record all the time" checked={record} onChange={(event) => setRecord(event.currentTarget.checked)} />
          <ProblemAlert error={error} />
          <Group justify="flex-end">
            <Button type="submit" loading={running} disabled={address.trim() === ''}>Look at it</Button>
          </Group>
        </Stack>
      </form>
    </Panel>
  );
}
