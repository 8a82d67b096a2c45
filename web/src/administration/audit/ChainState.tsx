import { audit } from '../../api/accounts';
import { useLoaded } from '../../api/useLoaded';
import { AlertIcon, ShieldIcon } from '../../shell/icons';
import styles from './audit.module.css';

/** Whether the log is as it was written: each entry seals those before it. */
export function ChainState() {
  const { loaded } = useLoaded(audit.verify);
  switch (loaded.kind) {
    case 'loading':
      return <span className={styles.chain} role="status">Verifying the chain…</span>;
    case 'failed':
      return <span className={styles.chain} role="status">The chain could not be verified</span>;
    case 'ready': {
      const { intact, entries, broken } = loaded.value;
      return intact ? (
        <span className={styles.chain} data-tone="good" role="status">
          <ShieldIcon width={16} height={16} />
          {`Chain verified, ${entries.toLocaleString('en')} entries`}
        </span>
      ) : (
        <span className={styles.chain} data-tone="bad" role="alert">
          <AlertIcon width={16} height={16} />
          {`The log was altered. ${broken?.detail ?? ''}`}
        </span>
      );
    }
  }
}
