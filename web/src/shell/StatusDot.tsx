import type { Tone } from '../api/words';
import styles from './shell.module.css';

/** Colour for the glance; the words beside it say the same. */
export function StatusDot({ tone }: { tone: Tone }) {
  return <span className={styles.dot} data-tone={tone} aria-hidden="true" />;
}
