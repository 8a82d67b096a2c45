import { useState, type ReactNode } from 'react';
import { ChevronIcon } from '../../shell/icons';
import styles from './device.module.css';

interface SectionProps {
  title: string;
  /** Beside the title, also while it is closed. */
  note?: ReactNode;
  /** Whether it is open to begin with. */
  open?: boolean;
  children: () => ReactNode;
}

/** A part of the panel that opens and closes. What is in it is there, and asks the camera, only while it is open. */
export function Section({ title, note, open = false, children }: SectionProps) {
  const [shown, setShown] = useState(open);
  return (
    <section className={styles.section}>
      <h2>
        <button type="button" aria-expanded={shown} onClick={() => setShown(!shown)}>
          {title}
          <span className={styles.note}>{note}</span>
          <ChevronIcon className={styles.chevron} width={16} />
        </button>
      </h2>
      {shown && <div className={styles.content}>{children()}</div>}
    </section>
  );
}
