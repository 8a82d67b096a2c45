import { Badge, Button, PasswordInput, Stack, Text } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { own } from '../api/accounts';
import { ConfirmDialog } from '../form/ConfirmDialog';
import { notifyDone } from '../form/notify';
import { ProblemAlert } from '../form/ProblemAlert';
import { useSubmission } from '../form/useSubmission';
import { session } from '../session/session';
import { useMe } from '../session/useSession';
import { Panel } from '../shell/Sections';
import { RecoveryCodes } from './RecoveryCodes';
import { TotpEnrolment } from './TotpEnrolment';

type Step =
  | { kind: 'none' }
  | { kind: 'enrolling'; secret: string; uri: string }
  /** Nothing else shows them again, so they stay until one says that they are kept. */
  | { kind: 'codes'; recoveryCodes: string[] }
  | { kind: 'ending' };

export function TotpSection() {
  const me = useMe();
  const [step, setStep] = useState<Step>({ kind: 'none' });
  const [password, setPassword] = useState('');
  const { running, error, submit } = useSubmission();
  const done = () => setStep({ kind: 'none' });

  const begin = () => submit(async () => setStep({ kind: 'enrolling', ...(await own.beginTotp()) }));
  const confirmed = (recoveryCodes: string[]) => {
    session.changed({ ...me, totp: true });
    setStep({ kind: 'codes', recoveryCodes });
  };
  const end = async () => {
    await own.endTotp(password);
    setPassword('');
    session.changed({ ...me, totp: false });
    notifyDone('Log-in needs the password only');
  };

  return (
    <Panel title="Two-step log-in" words={words(me.totp)} action={<Action on={me.totp} busy={step.kind !== 'none'} />}>
      <Stack align="start">
        {step.kind === 'none' && !me.totp && <Button loading={running} onClick={begin}>Set up</Button>}
        {step.kind === 'none' && me.totp && (
          <Button variant="default" onClick={() => setStep({ kind: 'ending' })}>Turn off…</Button>
        )}
        <ProblemAlert error={error} />
      </Stack>
      {step.kind === 'enrolling' && (
        <TotpEnrolment secret={step.secret} uri={step.uri} onConfirmed={confirmed} onCancel={done} />
      )}
      {step.kind === 'codes' && <RecoveryCodes codes={step.recoveryCodes} username={me.username} onKept={done} />}
      {step.kind === 'ending' && (
        <ConfirmDialog title="Turn off two-step log-in?" action="Turn off" onConfirm={end} onClose={done}>
          <Stack>
            <Text size="sm">Whoever learns your password can log in then. Your recovery codes end, too.</Text>
            <PasswordInput
              label="Password"
              autoComplete="current-password"
              value={password}
              onChange={(event) => setPassword(event.currentTarget.value)}
            />
          </Stack>
        </ConfirmDialog>
      )}
    </Panel>
  );
}

function words(on: boolean): string {
  return on
    ? 'Logging in takes your password and a code of your authenticator app.'
    : 'Protects your account with a code of an authenticator app, besides the password.';
}

function Action({ on, busy }: { on: boolean; busy: boolean }): ReactNode {
  if (busy && !on) return null;
  return <Badge color={on ? 'lagoon' : 'gray'}>{on ? 'On' : 'Off'}</Badge>;
}
