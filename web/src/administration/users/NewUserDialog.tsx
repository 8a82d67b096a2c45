import { Button, Group, Modal, Stack, Switch, TextInput } from '@mantine/core';
import { useState, type SubmitEvent } from 'react';
import { users } from '../../api/accounts';
import type { Role } from '../../api/accountTypes';
import { notifyDone } from '../../form/notify';
import { ProblemAlert } from '../../form/ProblemAlert';
import { useSubmission } from '../../form/useSubmission';
import { NewPasswordInput, shortestPassword } from '../../session/NewPasswordInput';
import { administrationHref } from '../../shell/route';
import { RolesInput } from './RolesInput';

export function NewUserDialog({ onClose }: { onClose: () => void }) {
  const [username, setUsername] = useState('');
  const [displayName, setDisplayName] = useState('');
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [byMail, setByMail] = useState(false);
  const [roles, setRoles] = useState<Role[]>(['user']);
  const { running, error, submit } = useSubmission();
  const complete =
    username.trim() !== '' && roles.length > 0 && (byMail ? email.trim() !== '' : password.length >= shortestPassword);

  const add = (event: SubmitEvent) => {
    event.preventDefault();
    submit(async () => {
      const user = await users.add({
        username: username.trim(),
        displayName: displayName.trim(),
        email: email.trim(),
        roles,
        ...(byMail ? {} : { password }),
      });
      notifyDone(`${user.username} can log in${byMail ? ' once a password is chosen' : ''}`);
      onClose();
      window.location.hash = administrationHref('users', user.id);
    });
  };

  return (
    <Modal opened onClose={onClose} title="New user" centered>
      <form onSubmit={add}>
        <Stack gap="md">
          <TextInput
            label="User name"
            description="For the log-in"
            data-autofocus
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            value={username}
            onChange={(event) => setUsername(event.currentTarget.value)}
          />
          <TextInput
            label="Name"
            autoComplete="off"
            maxLength={100}
            value={displayName}
            onChange={(event) => setDisplayName(event.currentTarget.value)}
          />
          <TextInput
            label="E-mail address"
            type="email"
            autoComplete="off"
            value={email}
            onChange={(event) => setEmail(event.currentTarget.value)}
          />
          <Switch
            label="Send a link to choose a password"
            checked={byMail}
            onChange={(event) => setByMail(event.currentTarget.checked)}
          />
          {!byMail && <NewPasswordInput label="Password" value={password} onChange={setPassword} />}
          <RolesInput value={roles} onChange={setRoles} />
          <ProblemAlert error={error} />
          <Group justify="flex-end" gap="sm">
            <Button variant="subtle" color="gray" onClick={onClose}>Cancel</Button>
            <Button type="submit" loading={running} disabled={!complete}>Create user</Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
