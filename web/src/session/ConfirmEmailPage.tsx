import { Alert, Button, Loader, Stack } from '@mantine/core';
import { useEffect, useState } from 'react';
import { entrance } from '../api/accounts';
import { ProblemAlert } from '../form/ProblemAlert';
import { CheckIcon } from '../shell/icons';
import { Entrance } from './Entrance';

type State = { kind: 'asking' } | { kind: 'confirmed' } | { kind: 'failed'; error: unknown };

/** Where the link leads to that is mailed to an address to see whose it is. */
export function ConfirmEmailPage({ token, onDone }: { token: string; onDone: () => void }) {
  const [state, setState] = useState<State>({ kind: 'asking' });

  useEffect(() => {
    confirmOnce(token).then(
      () => setState({ kind: 'confirmed' }),
      (error: unknown) => setState({ kind: 'failed', error }),
    );
  }, [token]);

  return (
    <Entrance title="E-mail address">
      <Stack gap="md" mt="md">
        {state.kind === 'asking' && <Loader color="gray" aria-label="Confirming" />}
        {state.kind === 'confirmed' && (
          <Alert color="lagoon" icon={<CheckIcon />} title="It is yours" role="status">
            From now on it can be used to reset your password.
          </Alert>
        )}
        {state.kind === 'failed' && <ProblemAlert error={state.error} />}
        {state.kind !== 'asking' && <Button size="md" fullWidth autoFocus onClick={onDone}>Go on</Button>}
      </Stack>
    </Entrance>
  );
}

/** The link is good once, and React's strict mode runs effects twice. */
let asked: { token: string; answer: Promise<void> } | undefined;

function confirmOnce(token: string): Promise<void> {
  if (asked?.token !== token) asked = { token, answer: entrance.confirmEmail(token) };
  return asked.answer;
}
