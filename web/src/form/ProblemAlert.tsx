import { Alert, Anchor } from '@mantine/core';
import { ApiError } from '../api/problem';
import { explainError } from '../api/words';
import { AlertIcon } from '../shell/icons';
import { cameraHref } from '../shell/route';
import styles from './form.module.css';

/** What went wrong, and what to do about it; nothing as long as nothing did. */
export function ProblemAlert({ error }: { error: unknown }) {
  if (error === undefined) return null;
  const { title, advice, detail } = explainError(error);
  return (
    <Alert color="red" icon={<AlertIcon />} title={title} role="alert">
      {advice}
      {detail !== undefined && detail !== advice && <div className={styles.detail}>{detail}</div>}
      {error instanceof ApiError && error.slug === 'camera-exists' && error.id !== undefined && (
        <div className={styles.detail}><Anchor href={cameraHref(error.id)} size="sm">Open that camera</Anchor></div>
      )}
    </Alert>
  );
}
