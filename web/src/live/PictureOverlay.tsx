import { Loader } from '@mantine/core';
import { AlertIcon } from '../shell/icons';
import styles from './overlay.module.css';
import type { PictureStatus } from './pictureStatus';

/** Over a picture that does not move: why, since when, and what to do. */
export function PictureOverlay({ status, large = false }: { status: PictureStatus; large?: boolean }) {
  if (status.tone === 'good') return null;
  const waiting = status.tone === 'busy' && status.detail === '';
  return (
    <div
      className={styles.overlay}
      data-testid="picture-overlay"
      data-large={large || undefined}
      data-waiting={waiting || undefined}
      role="status"
    >
      {waiting ? (
        <Loader size="sm" color="gray" aria-label={status.headline} />
      ) : (
        <>
          <AlertIcon className={styles.icon} />
          <strong>{status.headline}</strong>
          {status.detail !== '' && <span>{status.detail}</span>}
          {large && status.advice !== '' && <p>{status.advice}</p>}
        </>
      )}
    </div>
  );
}
