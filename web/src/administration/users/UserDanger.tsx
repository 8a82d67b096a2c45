import { Button } from '@mantine/core';
import { useState } from 'react';
import { users } from '../../api/accounts';
import type { User } from '../../api/accountTypes';
import { ConfirmDialog } from '../../form/ConfirmDialog';
import { notifyDone, notifyFailed } from '../../form/notify';
import { useMe } from '../../session/useSession';
import { administrationHref } from '../../shell/route';
import { Panel, Row, Rows } from '../../shell/Sections';

type Question = 'none' | 'reset' | 'sessions' | 'disable' | 'delete';

/** What locks somebody out, or in again. */
export function UserDanger({ user, onChange }: { user: User; onChange: (user: User) => void }) {
  const me = useMe();
  const [question, setQuestion] = useState<Question>('none');
  const close = () => setQuestion('none');
  const setEnabled = async (enabled: boolean) => {
    onChange(await users.change(user.id, { enabled }));
    notifyDone(`${user.username} ${enabled ? 'can log in again' : 'is disabled'}`);
  };

  return (
    <Panel title="Access to the account">
      <Rows>
        <Row
          title="Password"
          action={<Button variant="default" disabled={user.email === ''} onClick={() => setQuestion('reset')}>Send link…</Button>}
        >
          <span>
            {user.email === '' ? 'There is no e-mail address to send a link to.' : `Sends a link to choose a new one to ${user.email}.`}
          </span>
        </Row>
        <Row title="Devices" action={<Button variant="default" onClick={() => setQuestion('sessions')}>Log out everywhere…</Button>}>
          <span>Ends all log-ins, for instance when a device was lost.</span>
        </Row>
        {me.id !== user.id && (
          <>
            <Row
              title={user.enabled ? 'Disable' : 'Disabled'}
              action={
                user.enabled ? (
                  <Button variant="default" onClick={() => setQuestion('disable')}>Disable…</Button>
                ) : (
                  <Button variant="default" onClick={() => void setEnabled(true).catch(notifyFailed)}>Enable</Button>
                )
              }
            >
              <span>{user.enabled ? 'Keeps the account, but lets nobody in with it.' : 'Nobody gets in with this account.'}</span>
            </Row>
            <Row title="Delete" action={<Button variant="default" c="var(--bad)" onClick={() => setQuestion('delete')}>Delete…</Button>}>
              <span>Removes the account with its grants and keys. The audit log keeps its name.</span>
            </Row>
          </>
        )}
      </Rows>
      {question === 'reset' && (
        <ConfirmDialog
          title={`Send ${user.username} a link?`}
          action="Send link"
          onConfirm={async () => {
            await users.sendPasswordReset(user.id);
            notifyDone(`A link is on its way to ${user.email}`);
          }}
          onClose={close}
        >
          {`Whoever opens the link in the mail to ${user.email} can choose a new password.`}
        </ConfirmDialog>
      )}
      {question === 'sessions' && (
        <ConfirmDialog
          title={`Log ${user.username} out everywhere?`}
          action="Log out everywhere"
          onConfirm={async () => {
            await users.endSessions(user.id);
            notifyDone(`${user.username} is logged out everywhere`);
          }}
          onClose={close}
        >
          Whatever is being watched ends within seconds.
        </ConfirmDialog>
      )}
      {question === 'disable' && (
        <ConfirmDialog title={`Disable ${user.username}?`} action="Disable" onConfirm={() => setEnabled(false)} onClose={close}>
          Log-ins and API keys of this account end at once. It can be enabled again.
        </ConfirmDialog>
      )}
      {question === 'delete' && (
        <ConfirmDialog
          title={`Delete ${user.username}?`}
          action="Delete user"
          typed={user.username}
          onConfirm={async () => {
            await users.delete(user.id);
            notifyDone(`${user.username} deleted`);
            window.location.hash = administrationHref('users');
          }}
          onClose={close}
        >
          This cannot be undone. To lock somebody out for a while, disable the account instead.
        </ConfirmDialog>
      )}
    </Panel>
  );
}
