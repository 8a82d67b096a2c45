import type { ReactNode } from 'react';
import { AlarmBell } from '../health/alarms/AlarmBell';
import { useMe } from '../session/useSession';
import { Logo } from './icons';
import { placesOf } from './places';
import { ProfileMenu } from './ProfileMenu';
import { useRoute } from './route';
import styles from './shell.module.css';
import { ThemeSwitch } from './ThemeSwitch';

interface TopBarProps {
  /** In place of the name and the navigation, where what is looked at needs the room. */
  left?: ReactNode;
  children?: ReactNode;
}

export function TopBar({ left, children }: TopBarProps) {
  return (
    <header className={styles.topBar}>
      {left ?? (
        <>
          <a href="#/" className={styles.brand} aria-label="Sightline, all cameras">
            <Logo />
            <span>Sightline</span>
          </a>
          <Navigation />
        </>
      )}
      <div className={styles.end}>
        {children}
        <AlarmBell />
        <ThemeSwitch />
        <ProfileMenu />
      </div>
    </header>
  );
}

function Navigation() {
  const me = useMe();
  const route = useRoute();
  return (
    <nav className={styles.nav} aria-label="Main">
      {placesOf(me).map((place) => (
        <a key={place.href} href={place.href} aria-current={place.current(route) ? 'page' : undefined}>
          <place.icon />
          <span>{place.label}</span>
        </a>
      ))}
    </nav>
  );
}
