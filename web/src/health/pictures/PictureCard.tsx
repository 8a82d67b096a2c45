import { Loader } from '@mantine/core';
import type { CheckedPicture } from '../../api/healthTypes';
import { momentWords } from '../../api/words';
import { CameraIcon } from '../../shell/icons';
import { cameraHref } from '../../shell/route';
import { StatusDot } from '../../shell/StatusDot';
import styles from './pictures.module.css';
import { pictureAdvice, verdictOf, verdictTone, verdictWord } from './pictureWords';

export function PictureCard({ picture, nowMillis }: { picture: CheckedPicture; nowMillis: number }) {
  const { last } = picture;
  const verdict = verdictOf(picture);
  const advice = pictureAdvice(picture);
  return (
    <li className={styles.card}>
      <a href={cameraHref(picture.cameraId)} className={styles.picture} tabIndex={-1} aria-hidden="true">
        {last?.picture ? (
          // The page may lie behind a path prefix, and its API beside it.
          <img src={last.picture.replace(/^\//, '')} alt="" loading="lazy" decoding="async" />
        ) : (
          !picture.pending && <CameraIcon width={30} height={30} strokeWidth={1.2} />
        )}
        {picture.pending && <span className={styles.pending}><Loader size="sm" color="gray" /></span>}
      </a>
      <div className={styles.words}>
        <a href={cameraHref(picture.cameraId)}>{picture.name}</a>
        <p className={styles.verdict} data-tone={verdictTone(verdict)}>
          <StatusDot tone={verdictTone(verdict)} />
          {verdictWord(verdict)}
          {last && <span className={styles.time}>{momentWords(last.checkedAt, nowMillis)}</span>}
        </p>
        {advice !== '' && <p>{advice}</p>}
      </div>
    </li>
  );
}
