import type { ReactNode } from 'react';
import styles from './sections.module.css';

export interface SectionLink {
  label: string;
  href: string;
  icon: ReactNode;
  current: boolean;
}

/** A page of settings: its sections at the side, or above where there is little room. */
export function SectionLayout({ label, links, children }: { label: string; links: SectionLink[]; children: ReactNode }) {
  return (
    <div className={styles.layout}>
      <nav className={styles.tabs} aria-label={label}>
        {links.map((link) => (
          <a key={link.href} href={link.href} aria-current={link.current ? 'page' : undefined}>
            {link.icon}
            {link.label}
          </a>
        ))}
      </nav>
      <main className={styles.content}>{children}</main>
    </div>
  );
}

export function SectionHead({ title, words, children }: { title: ReactNode; words?: ReactNode; children?: ReactNode }) {
  return (
    <div className={styles.head}>
      <div>
        <h1>{title}</h1>
        {words !== undefined && <p>{words}</p>}
      </div>
      {children}
    </div>
  );
}

interface PanelProps {
  title: string;
  words?: ReactNode;
  /** At the right of the title. */
  action?: ReactNode;
  children?: ReactNode;
}

export function Panel({ title, words, action, children }: PanelProps) {
  return (
    <section className={styles.panel} aria-label={title}>
      <div className={styles.panelHead}>
        <div>
          <h2>{title}</h2>
          {words !== undefined && <p>{words}</p>}
        </div>
        {action}
      </div>
      {children}
    </section>
  );
}

export function Rows({ children }: { children: ReactNode }) {
  return <ul className={styles.rows}>{children}</ul>;
}

export function Row({ title, children, action }: { title: ReactNode; children?: ReactNode; action?: ReactNode }) {
  return (
    <li>
      <div className={styles.rowMain}>
        <strong>{title}</strong>
        {children}
      </div>
      {action}
    </li>
  );
}

export function Nothing({ children }: { children: ReactNode }) {
  return <p className={styles.nothing}>{children}</p>;
}
