import { useEffect, useRef, useState, type ReactNode } from 'react';
import type { AuthState } from '../api/accountTypes';
import { notifyRefused } from '../form/notify';
import { AlertIcon } from '../shell/icons';
import { ConfirmEmailPage } from './ConfirmEmailPage';
import { DemoPage } from './DemoPage';
import { takeErrand, type Errand } from './errand';
import { LogInPage } from './LogInPage';
import { returnedWords, takeReturned } from './returned';
import { ResetPasswordPage } from './ResetPasswordPage';
import { session } from './session';
import { NotSetUpPage, SetUpPage } from './SetUpPage';
import { MeContext, useSession } from './useSession';

const opened = takeErrand();
const returned = takeReturned();

/** Lets in who is logged in. The address stays as it is meanwhile, so that one comes out where one wanted to go. */
export function Gate({ children }: { children: ReactNode }) {
  const [errand, setErrand] = useState<Errand>(opened);
  const now = useSession();
  const done = () => setErrand({ kind: 'none' });

  useEffect(() => session.start(), []);
  // Who is in tried to link another log-in. Who is not is told where one logs in.
  const told = useRef(false);
  useEffect(() => {
    if (now.kind !== 'present' && now.kind !== 'absent') return;
    const toTell = now.kind === 'present' && !told.current;
    told.current = true;
    if (toTell && returned.kind === 'refused') notifyRefused(returnedWords(returned.reason));
  }, [now.kind]);

  switch (errand.kind) {
    case 'set-up':
      return <SetUpPage token={errand.token} onDone={done} />;
    case 'reset-password':
      return <ResetPasswordPage token={errand.token} onDone={done} />;
    case 'confirm-email':
      return <ConfirmEmailPage token={errand.token} onDone={done} />;
    case 'none':
      break;
  }
  switch (now.kind) {
    case 'starting':
      return <div className="page" />;
    case 'unreachable':
      return <Unreachable />;
    case 'absent':
      return <Absent auth={now.auth} ended={now.ended} onToken={(token) => setErrand({ kind: 'set-up', token })} />;
    case 'present':
      return <MeContext value={now.me}>{children}</MeContext>;
  }
}

function Absent({ auth, ended, onToken }: { auth: AuthState; ended: boolean; onToken: (token: string) => void }) {
  const [withAccount, setWithAccount] = useState(returned.kind !== 'none');
  if (auth.demo && !withAccount) return <DemoPage onLogIn={() => setWithAccount(true)} />;
  if (!auth.setUp) return <NotSetUpPage onToken={onToken} />;
  return <LogInPage auth={auth} ended={ended} returned={returned} />;
}

function Unreachable() {
  return (
    <main className="page centred empty" role="alert">
      <AlertIcon width={40} height={40} />
      <h1>Server does not answer</h1>
      <p>Recording may go on. This page connects again by itself.</p>
    </main>
  );
}
