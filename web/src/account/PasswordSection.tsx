import { Button, Group, PasswordInput, Stack } from '@mantine/core';
import { useState, type SubmitEvent } from 'react';
import { own } from '../api/accounts';
import { notifyDone } from '../form/notify';
import { ProblemAlert } from '../form/ProblemAlert';
import { useSubmission } from '../form/useSubmission';
import { NewPasswordInput, shortestPassword } from '../session/NewPasswordInput';
import { useMe } from '../session/useSession';
import { Panel } from '../shell/Sections';

export function PasswordSection() {
  const me = useMe();
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const { running, error, submit } = useSubmission();

  const change = (event: SubmitEvent) => {
    event.preventDefault();
    submit(async () => {
      await own.changePassword(current, next);
      setCurrent('');
      setNext('');
      notifyDone('Password changed. Other devices are logged out.');
    });
  };

  return (
    <Panel title="Password" words="Changing it logs out all other devices.">
      <form onSubmit={change} aria-label="Password">
        {/* So that a password manager knows whose password it is. */}
        <input type="text" name="username" autoComplete="username" value={me.username} readOnly hidden />
        <Stack gap="md" maw={440}>
          <PasswordInput
            label="Current password"
            autoComplete="current-password"
            required
            withAsterisk={false}
            value={current}
            onChange={(event) => setCurrent(event.currentTarget.value)}
          />
          <NewPasswordInput label="New password" value={next} onChange={setNext} />
          <ProblemAlert error={error} />
          <Group>
            <Button type="submit" disabled={current === '' || next.length < shortestPassword} loading={running}>
              Change password
            </Button>
          </Group>
        </Stack>
      </form>
    </Panel>
  );
}
