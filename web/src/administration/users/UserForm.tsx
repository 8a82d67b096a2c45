import { Button, Group, SimpleGrid, Stack, TextInput } from '@mantine/core';
import { useState, type SubmitEvent } from 'react';
import { users } from '../../api/accounts';
import type { User } from '../../api/accountTypes';
import { notifyDone } from '../../form/notify';
import { ProblemAlert } from '../../form/ProblemAlert';
import { useSubmission } from '../../form/useSubmission';
import { Panel } from '../../shell/Sections';
import { RolesInput } from './RolesInput';

export function UserForm({ user, onChange }: { user: User; onChange: (user: User) => void }) {
  const [username, setUsername] = useState(user.username);
  const [displayName, setDisplayName] = useState(user.displayName);
  const [email, setEmail] = useState(user.email);
  const [roles, setRoles] = useState(user.roles);
  const { running, error, submit } = useSubmission();
  const sameRoles = roles.length === user.roles.length && roles.every((role) => user.roles.includes(role));
  const changed =
    username !== user.username || displayName !== user.displayName || email !== user.email || !sameRoles;

  const save = (event: SubmitEvent) => {
    event.preventDefault();
    submit(async () => {
      const draft = { username: username.trim(), displayName: displayName.trim(), email: email.trim(), roles };
      onChange(await users.change(user.id, draft));
      notifyDone(`${draft.username} saved`);
    });
  };
  const undo = () => {
    setUsername(user.username);
    setDisplayName(user.displayName);
    setEmail(user.email);
    setRoles(user.roles);
  };

  return (
    <Panel title="Account">
      <form onSubmit={save} aria-label="Account">
        <Stack gap="lg">
          <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="xl">
            <Stack gap="md">
              <TextInput
                label="User name"
                autoCapitalize="none"
                spellCheck={false}
                value={username}
                onChange={(event) => setUsername(event.currentTarget.value)}
              />
              <TextInput label="Name" maxLength={100} value={displayName} onChange={(event) => setDisplayName(event.currentTarget.value)} />
              <TextInput label="E-mail address" type="email" value={email} onChange={(event) => setEmail(event.currentTarget.value)} />
            </Stack>
            <RolesInput value={roles} onChange={setRoles} />
          </SimpleGrid>
          <ProblemAlert error={error} />
          <Group gap="sm">
            <Button type="submit" disabled={!changed || username.trim() === '' || roles.length === 0} loading={running}>Save</Button>
            {changed && <Button variant="subtle" color="gray" onClick={undo}>Undo changes</Button>}
          </Group>
        </Stack>
      </form>
    </Panel>
  );
}
