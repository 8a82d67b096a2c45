import { Button, PinInput, Stack, TextInput } from '@mantine/core';
import { useState, type SubmitEvent } from 'react';
import { ProblemAlert } from '../form/ProblemAlert';
import { useSubmission } from '../form/useSubmission';
import { Entrance, EntranceLink } from './Entrance';
import { session } from './session';

const codeLength = 6;

interface CodeFormProps {
  /** Sends the code; what comes back is how long the access holds. */
  logIn: (totp: string) => Promise<{ expiresIn: number }>;
  onBack: () => void;
}

/** The second step: a code of the authenticator app, or one of the recovery codes. */
export function CodeForm({ logIn, onBack }: CodeFormProps) {
  const [code, setCode] = useState('');
  const [recovery, setRecovery] = useState(false);
  const { running, error, submit } = useSubmission();

  const send = (totp: string) =>
    submit(async () => {
      try {
        await session.entered((await logIn(totp.trim())).expiresIn);
      } catch (cause) {
        setCode('');
        throw cause;
      }
    });
  const onSubmit = (event: SubmitEvent) => {
    event.preventDefault();
    send(code);
  };
  const change = () => {
    setRecovery(!recovery);
    setCode('');
  };

  return (
    <Entrance
      title="Second step"
      words={recovery ? 'Enter one of your recovery codes. Each works once.' : 'Enter the six digits that your authenticator app shows.'}
      below={
        <>
          <EntranceLink onClick={change}>{recovery ? 'Use the app' : 'Use a recovery code'}</EntranceLink>
          <EntranceLink onClick={onBack}>Back</EntranceLink>
        </>
      }
    >
      <form onSubmit={onSubmit} aria-label="Second step">
        <Stack gap="md">
          {recovery ? (
            <TextInput
              key="recovery"
              label="Recovery code"
              autoFocus
              autoComplete="off"
              autoCapitalize="none"
              spellCheck={false}
              value={code}
              onChange={(event) => setCode(event.currentTarget.value)}
            />
          ) : (
            <PinInput
              key="code"
              length={codeLength}
              type="number"
              size="md"
              oneTimeCode
              placeholder=""
              autoFocus
              aria-label="Code"
              getInputProps={(index) => ({ 'aria-label': `Digit ${index + 1} of ${codeLength}` })}
              value={code}
              disabled={running}
              error={error !== undefined}
              onChange={setCode}
              onComplete={send}
            />
          )}
          <ProblemAlert error={error} />
          <Button type="submit" size="md" fullWidth loading={running} disabled={code.length < codeLength}>Log in</Button>
        </Stack>
      </form>
    </Entrance>
  );
}
