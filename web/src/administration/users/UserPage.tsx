import { Badge } from '@mantine/core';
import { useCallback } from 'react';
import { users } from '../../api/accounts';
import type { User } from '../../api/accountTypes';
import { useLoaded } from '../../api/useLoaded';
import { momentWords } from '../../api/words';
import { LoadedView } from '../../form/LoadedView';
import { administrationHref } from '../../shell/route';
import { SectionHead } from '../../shell/Sections';
import { useNow } from '../../shell/useNow';
import { GrantsPanel } from './GrantsPanel';
import styles from './users.module.css';
import { UserDanger } from './UserDanger';
import { UserForm } from './UserForm';

export function UserPage({ id }: { id: string }) {
  const user = useLoaded(useCallback((signal: AbortSignal) => users.get(id, signal), [id]));
  return (
    <>
      <a className={styles.back} href={administrationHref('users')}>← All users</a>
      <LoadedView of={user}>{(value) => <UserDetails user={value} onChange={user.replace} />}</LoadedView>
    </>
  );
}

function UserDetails({ user, onChange }: { user: User; onChange: (user: User) => void }) {
  const now = useNow(60_000);
  const last = user.lastLoginAt === null ? 'Never logged in' : `Last log-in ${momentWords(user.lastLoginAt, now)}`;
  return (
    <>
      <SectionHead title={user.displayName || user.username} words={`${last} · since ${momentWords(user.createdAt, now)}`}>
        <span className={styles.marks}>
          {user.totp && <Badge>Two-step log-in</Badge>}
          {!user.enabled && <Badge color="red">Disabled</Badge>}
        </span>
      </SectionHead>
      <UserForm key={user.id} user={user} onChange={onChange} />
      <GrantsPanel user={user} />
      <UserDanger user={user} onChange={onChange} />
    </>
  );
}
