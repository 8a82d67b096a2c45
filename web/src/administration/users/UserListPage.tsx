import { Avatar, Badge, Button, CloseButton, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useCallback, useState } from 'react';
import { users } from '../../api/accounts';
import type { User } from '../../api/accountTypes';
import { roleName } from '../../api/accountWords';
import { useParts } from '../../api/useParts';
import { momentWords } from '../../api/words';
import { PartsView } from '../../form/PartsView';
import { PlusIcon, SearchIcon } from '../../shell/icons';
import { initials } from '../../shell/initials';
import { administrationHref } from '../../shell/route';
import { Nothing, SectionHead } from '../../shell/Sections';
import { useNow } from '../../shell/useNow';
import { NewUserDialog } from './NewUserDialog';
import styles from './users.module.css';

const typingMillis = 250;

export function UserListPage() {
  const [text, setText] = useState('');
  const [q] = useDebouncedValue(text.trim(), typingMillis);
  const found = useParts(
    useCallback((cursor: string | undefined, signal: AbortSignal) => users.search(q, cursor, signal), [q]),
  );
  const [adding, setAdding] = useState(false);

  return (
    <>
      <SectionHead title="Users">
        <TextInput
          className={styles.search}
          aria-label="Search users"
          placeholder="Name or e-mail address"
          leftSection={<SearchIcon width={18} />}
          rightSection={text !== '' && <CloseButton size="sm" aria-label="Clear search" onClick={() => setText('')} />}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <Button leftSection={<PlusIcon width={16} />} onClick={() => setAdding(true)}>New user</Button>
      </SectionHead>
      <PartsView of={found}>
        {(items) =>
          items.length === 0 ? (
            <Nothing>{`Nobody is called “${q}”.`}</Nothing>
          ) : (
            <ul className={styles.list} aria-label="Users">
              {items.map((user) => <li key={user.id}><UserRow user={user} /></li>)}
            </ul>
          )
        }
      </PartsView>
      {adding && <NewUserDialog onClose={() => setAdding(false)} />}
    </>
  );
}

function UserRow({ user }: { user: User }) {
  const now = useNow(60_000);
  const name = user.displayName || user.username;
  return (
    <a className={styles.user} href={administrationHref('users', user.id)} data-disabled={!user.enabled || undefined}>
      <Avatar size={36} radius="xl" color={user.enabled ? 'lagoon' : 'gray'} aria-hidden="true">{initials(name)}</Avatar>
      <span className={styles.name}>
        <strong>{name}</strong>
        <span>{[name === user.username ? '' : user.username, user.email].filter(Boolean).join(' · ')}</span>
      </span>
      <span className={styles.marks}>
        {user.roles.map((role) => (
          <Badge key={role} color={role === 'user' ? 'gray' : 'lagoon'}>{roleName(role)}</Badge>
        ))}
        {!user.enabled && <Badge color="red">Disabled</Badge>}
      </span>
      <span className={styles.last}>{user.lastLoginAt === null ? 'never logged in' : momentWords(user.lastLoginAt, now)}</span>
    </a>
  );
}
