import { Alert, Button, Stack } from '@mantine/core';
import { useState, type SubmitEvent } from 'react';
import { entrance } from '../api/accounts';
import { ProblemAlert } from '../form/ProblemAlert';
import { useSubmission } from '../form/useSubmission';
import { CheckIcon } from '../shell/icons';
import { Entrance } from './Entrance';
import { NewPasswordInput } from './NewPasswordInput';

/** Where the link in the mail leads to. */
export function ResetPasswordPage({ token, onDone }: { token: string; onDone: () => void }) {
  const [password, setPassword] = useState('');
  const [changed, setChanged] = useState(false);
  const { running, error, submit } = useSubmission();

  const reset = (event: SubmitEvent) => {
    event.preventDefault();
    submit(async () => {
      await entrance.resetPassword(token, password);
      setChanged(true);
    });
  };

  if (changed) {
    return (
      <Entrance title="New password">
        <Stack gap="md" mt="md">
          <Alert color="lagoon" icon={<CheckIcon />} title="Password changed" role="status">
            Whoever was logged in to this account is logged out now.
          </Alert>
          <Button size="md" fullWidth autoFocus onClick={onDone}>Log in</Button>
        </Stack>
      </Entrance>
    );
  }
  return (
    <Entrance title="New password">
      <form onSubmit={reset} aria-label="New password">
        <Stack gap="md" mt="md">
          <NewPasswordInput label="New password" value={password} onChange={setPassword} />
          <ProblemAlert error={error} />
          <Button type="submit" size="md" fullWidth loading={running}>Change password</Button>
        </Stack>
      </form>
    </Entrance>
  );
}
