import { useEffect, useState, type ReactNode } from 'react';
import { AlertIcon } from '../shell/icons';
import type { AuthState } from '../api/accountTypes';
import { ConfirmEmailPage } from './ConfirmEmailPage';
import { DemoPage } from './DemoPage';
import { takeErrand, type Errand } from './errand';
import { LogInPage } from './LogInPage';
import { ResetPasswordPage } from './ResetPasswordPage';
import { session } from './session';
import { NotSetUpPage, SetUpPage } from './SetUpPage';
import { MeContext, useSession } from './useSession';

const opened = takeErrand();

/** Lets in who is logged in. The address stays as it is meanwhile, so that one comes out where one wanted to go. */
export function Gate({ children }: { children: ReactNode }) {
  const [errand, setErrand] = useState<Errand>(opened);
  const now = useSession();
  const done = () => setErrand({ kind: 'none' });

  useEffect(() => session.start(), []);

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
  const [withAccount, setWithAccount] = useState(false);
  if (auth.demo && !withAccount) return <DemoPage onLogIn={() => setWithAccount(true)} />;
  if (!auth.setUp) return <NotSetUpPage onToken={onToken} />;
  return <LogInPage auth={auth} ended={ended} />;
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
