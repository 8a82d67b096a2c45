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
import { returnedWords, type Returned } from './returned';
import { session } from './session';

type Step =
  | { kind: 'password' }
  | { kind: 'code'; given: LogIn }
  /** Another provider vouches; the code is asked for here all the same. */
  | { kind: 'code-after-provider' }
  | { kind: 'forgotten' };

interface LogInPageProps {
  auth: AuthState;
  ended: boolean;
  returned: Returned;
}

export function LogInPage({ auth, ended, returned }: LogInPageProps) {
  const [step, setStep] = useState<Step>({
    kind: returned.kind === 'second-step' ? 'code-after-provider' : 'password',
  });
  const back = () => setStep({ kind: 'password' });
  switch (step.kind) {
    case 'password':
      return (
        <PasswordStep
          auth={auth}
          ended={ended}
          returned={returned}
          onCodeWanted={(given) => setStep({ kind: 'code', given })}
          onForgotten={() => setStep({ kind: 'forgotten' })}
        />
      );
    case 'code':
      return <CodeForm logIn={(totp) => entrance.logIn({ ...step.given, totp })} onBack={back} />;
    case 'code-after-provider':
      return <CodeForm logIn={entrance.giveCode} onBack={back} />;
    case 'forgotten':
      return <ForgottenForm onBack={back} />;
  }
}

interface PasswordStepProps extends LogInPageProps {
  onCodeWanted: (given: LogIn) => void;
  onForgotten: () => void;
}

function PasswordStep({ auth, ended, returned, onCodeWanted, onForgotten }: PasswordStepProps) {
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
          {error === undefined && returned.kind === 'refused' && <Refused reason={returned.reason} />}
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

function Refused({ reason }: { reason: string }) {
  const { title, advice } = returnedWords(reason);
  return <Alert color="red" title={title} role="alert">{advice}</Alert>;
}
