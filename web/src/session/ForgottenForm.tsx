import { Alert, Button, Stack, TextInput } from '@mantine/core';
import { useState, type SubmitEvent } from 'react';
import { entrance } from '../api/accounts';
import { ProblemAlert } from '../form/ProblemAlert';
import { useSubmission } from '../form/useSubmission';
import { CheckIcon } from '../shell/icons';
import { Entrance, EntranceLink } from './Entrance';

export function ForgottenForm({ onBack }: { onBack: () => void }) {
  const [name, setName] = useState('');
  const [sent, setSent] = useState(false);
  const { running, error, submit } = useSubmission();

  const ask = (event: SubmitEvent) => {
    event.preventDefault();
    submit(async () => {
      await entrance.askPasswordReset(name.trim());
      setSent(true);
    });
  };

  return (
    <Entrance
      title="Password forgotten"
      words="A link to choose a new one is sent to the e-mail address of the account."
      below={<EntranceLink onClick={onBack}>Back to log-in</EntranceLink>}
    >
      {sent ? (
        <Alert color="lagoon" icon={<CheckIcon />} title="Look into your mail" role="status">
          If there is such an account with an e-mail address, a link is on its way. Otherwise ask an administrator.
        </Alert>
      ) : (
        <form onSubmit={ask} aria-label="Password forgotten">
          <Stack gap="md">
            <TextInput
              label="User name or e-mail address"
              autoComplete="username"
              autoCapitalize="none"
              spellCheck={false}
              autoFocus
              required
              withAsterisk={false}
              value={name}
              onChange={(event) => setName(event.currentTarget.value)}
            />
            <ProblemAlert error={error} />
            <Button type="submit" size="md" fullWidth loading={running}>Send the link</Button>
          </Stack>
        </form>
      )}
    </Entrance>
  );
}
