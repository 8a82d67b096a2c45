import { Button, Stack, TextInput } from '@mantine/core';
import { useState, type SubmitEvent } from 'react';
import { entrance } from '../api/accounts';
import { ProblemAlert } from '../form/ProblemAlert';
import { useSubmission } from '../form/useSubmission';
import { Entrance } from './Entrance';
import { NewPasswordInput } from './NewPasswordInput';
import { session } from './session';

/** Makes the first administrator, with the link that the server printed once. */
export function SetUpPage({ token, onDone }: { token: string; onDone: () => void }) {
  const [username, setUsername] = useState('admin');
  const [password, setPassword] = useState('');
  const { running, error, submit } = useSubmission();

  const setUp = (event: SubmitEvent) => {
    event.preventDefault();
    submit(async () => {
      const entered = await entrance.setUp(token, username.trim(), password);
      onDone();
      await session.entered(entered.expiresIn);
    });
  };

  return (
    <Entrance
      title="Set up this server"
      words="Choose the name and password of its first administrator. Everything else can be changed later."
    >
      <form onSubmit={setUp} aria-label="Set up">
        <Stack gap="md">
          <TextInput
            label="User name"
            name="username"
            autoComplete="username"
            autoCapitalize="none"
            spellCheck={false}
            required
            withAsterisk={false}
            value={username}
            onChange={(event) => setUsername(event.currentTarget.value)}
          />
          <NewPasswordInput label="Password" value={password} onChange={setPassword} />
          <ProblemAlert error={error} />
          <Button type="submit" size="md" fullWidth loading={running}>Create administrator</Button>
        </Stack>
      </form>
    </Entrance>
  );
}

/** Somebody came without the link. */
export function NotSetUpPage({ onToken }: { onToken: (token: string) => void }) {
  const [link, setLink] = useState('');
  const token = link.slice(link.indexOf('#') + 1).trim();

  const open = (event: SubmitEvent) => {
    event.preventDefault();
    if (token !== '') onToken(token);
  };

  return (
    <Entrance
      title="Not set up yet"
      words="When it started, the server printed a link that makes its first administrator. Open that link, or paste it here."
    >
      <form onSubmit={open} aria-label="Set-up link">
        <Stack gap="md">
          <TextInput
            label="Set-up link"
            placeholder="http://…/setup#…"
            autoComplete="off"
            spellCheck={false}
            value={link}
            onChange={(event) => setLink(event.currentTarget.value)}
          />
          <Button type="submit" size="md" fullWidth disabled={token === ''}>Go on</Button>
        </Stack>
      </form>
    </Entrance>
  );
}
