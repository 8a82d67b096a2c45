import type { ReactNode } from 'react';
import { Logo } from '../shell/icons';
import { ThemeSwitch } from '../shell/ThemeSwitch';
import styles from './entrance.module.css';

interface EntranceProps {
  title: string;
  words?: ReactNode;
  children?: ReactNode;
  /** Under the card: other ways to go on. */
  below?: ReactNode;
}

/** The frame of what one sees before one is in. */
export function Entrance({ title, words, children, below }: EntranceProps) {
  return (
    <div className={styles.frame}>
      <div className={styles.corner}><ThemeSwitch /></div>
      <main className={styles.main}>
        <div className={styles.brand}><Logo size={36} /><span>Sightline</span></div>
        <section className={styles.card}>
          <h1>{title}</h1>
          {words !== undefined && <p>{words}</p>}
          {children}
          {below !== undefined && <div className={styles.below}>{below}</div>}
        </section>
      </main>
    </div>
  );
}

export function EntranceLink({ children, onClick }: { children: ReactNode; onClick: () => void }) {
  return <button type="button" className={styles.link} onClick={onClick}>{children}</button>;
}
