import { Alert } from '@mantine/core';
import { explainError } from '../api/words';
import { AlertIcon } from '../shell/icons';
import styles from './form.module.css';

/** What went wrong, and what to do about it; nothing as long as nothing did. */
export function ProblemAlert({ error }: { error: unknown }) {
  if (error === undefined) return null;
  const { title, advice, detail } = explainError(error);
  return (
    <Alert color="red" icon={<AlertIcon />} title={title} role="alert">
      {advice}
      {detail !== undefined && detail !== advice && <div className={styles.detail}>{detail}</div>}
    </Alert>
  );
}
