import { Alert, Button, Divider, PasswordInput, Stack, TextInput } from '@mantine/core';
import { useState, type SubmitEvent } from 'react';
import { entrance, type LogIn } from '../api/accounts';
import type { AuthState } from '../api/accountTypes';
import { ApiError } from '../api/problem';
import { ProblemAlert } from '../form/ProblemAlert';
import { useSubmission } from '../form/useSubmission';
import { CodeForm } from './CodeForm';
import { Entrance, EntranceLink } from './Entrance';
import { ForgottenForm } from './ForgottenForm';
import { session } from './session';

type Step = { kind: 'password' } | { kind: 'code'; given: LogIn } | { kind: 'forgotten' };

/** What went wrong on the way back from another provider, told by the server in the page's address. */
const returned = new URLSearchParams(window.location.search).get('error');

export function LogInPage({ auth, ended }: { auth: AuthState; ended: boolean }) {
  const [step, setStep] = useState<Step>({ kind: 'password' });
  const back = () => setStep({ kind: 'password' });
  switch (step.kind) {
    case 'password':
      return (
        <PasswordStep
          auth={auth}
          ended={ended}
          onCodeWanted={(given) => setStep({ kind: 'code', given })}
          onForgotten={() => setStep({ kind: 'forgotten' })}
        />
      );
    case 'code':
      return <CodeForm given={step.given} onBack={back} />;
    case 'forgotten':
      return <ForgottenForm onBack={back} />;
  }
}

interface PasswordStepProps {
  auth: AuthState;
  ended: boolean;
  onCodeWanted: (given: LogIn) => void;
  onForgotten: () => void;
}

function PasswordStep({ auth, ended, onCodeWanted, onForgotten }: PasswordStepProps) {
  const [username, setUsername] = useState('');
  const [password, setPassword] = useState('');
  const { running, error, submit } = useSubmission();

  const logIn = (event: SubmitEvent) => {
    event.preventDefault();
    const given = { username: username.trim(), password };
    submit(async () => {
      try {
        await session.entered((await entrance.logIn(given)).expiresIn);
      } catch (cause) {
        if (cause instanceof ApiError && cause.slug === 'totp-required') onCodeWanted(given);
        else throw cause;
      }
    });
  };

  return (
    <Entrance
      title="Log in"
      words={ended ? 'Your session has ended. Log in to go on where you were.' : undefined}
      below={<EntranceLink onClick={onForgotten}>Password forgotten?</EntranceLink>}
    >
      <form onSubmit={logIn} aria-label="Log in">
        <Stack gap="md" mt={ended ? 0 : 'md'}>
          <TextInput
            label="User name"
            name="username"
            autoComplete="username"
            autoCapitalize="none"
            autoCorrect="off"
            spellCheck={false}
            autoFocus
            required
            withAsterisk={false}
            value={username}
            onChange={(event) => setUsername(event.currentTarget.value)}
          />
          <PasswordInput
            label="Password"
            name="password"
            autoComplete="current-password"
            required
            withAsterisk={false}
            value={password}
            onChange={(event) => setPassword(event.currentTarget.value)}
          />
          <ProblemAlert error={error} />
          {error === undefined && returned !== null && (
            <Alert color="red" title="That did not work" role="alert">{returnedWords(returned)}</Alert>
          )}
          <Button type="submit" size="md" fullWidth loading={running}>Log in</Button>
        </Stack>
      </form>
      <Providers auth={auth} />
    </Entrance>
  );
}

function Providers({ auth }: { auth: AuthState }) {
  if (auth.providers.length === 0) return null;
  return (
    <Stack gap="sm" mt="lg">
      <Divider label="or" />
      {auth.providers.map((provider) => (
        <Button
          key={provider.id}
          component="a"
          variant="default"
          fullWidth
          href={`api/v1/auth/oidc/${encodeURIComponent(provider.id)}/start`}
        >
          {`Log in with ${provider.name}`}
        </Button>
      ))}
    </Stack>
  );
}

function returnedWords(reason: string): string {
  switch (reason) {
    case 'not-linked':
      return 'No account here is linked to this log-in. Log in with your password and link it in your account.';
    case 'cancelled':
      return 'The log-in was cancelled.';
    default:
      return 'The other provider did not confirm who you are. Try again, or log in with your password.';
  }
}
