import { Avatar, Menu } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { roleName } from '../api/accountWords';
import { explainError } from '../api/words';
import { session } from '../session/session';
import { useMe } from '../session/useSession';
import { LogOutIcon, UserIcon } from './icons';
import { initials } from './initials';
import styles from './shell.module.css';

export function ProfileMenu() {
  const me = useMe();
  const name = me.displayName || me.username;

  const logOut = () => {
    session.logOut().catch((error: unknown) => {
      const { title, advice } = explainError(error);
      notifications.show({ title, message: advice, color: 'red' });
    });
  };

  return (
    <Menu position="bottom-end" width={240} shadow="md" withinPortal>
      <Menu.Target>
        <button type="button" className={styles.profile} aria-label={`Account of ${name}`}>
          <Avatar size={32} radius="xl" color="lagoon" aria-hidden="true">{initials(name)}</Avatar>
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <div className={styles.who}>
          <strong>{name}</strong>
          <span>{[name === me.username ? '' : me.username, ...me.roles.map(roleName)].filter(Boolean).join(' · ')}</span>
        </div>
        <Menu.Divider />
        <Menu.Item component="a" href="#/account" leftSection={<UserIcon width={16} />}>Account</Menu.Item>
        <Menu.Item leftSection={<LogOutIcon width={16} />} onClick={logOut}>Log out</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
