import { Button, Progress } from '@mantine/core';
import { useCallback, useState } from 'react';
import { health } from '../../api/health';
import type { CheckedPicture } from '../../api/healthTypes';
import { useNotifications } from '../../api/notifications';
import { usePolled } from '../../api/usePolled';
import { momentWords } from '../../api/words';
import { notifyFailed } from '../../form/notify';
import { ProblemAlert } from '../../form/ProblemAlert';
import { useSubmission } from '../../form/useSubmission';
import { Nothing, SectionHead } from '../../shell/Sections';
import { useNow } from '../../shell/useNow';
import { counted } from '../healthWords';
import { useThrottled } from '../useCameraStates';
import { PictureCard } from './PictureCard';
import styles from './pictures.module.css';
import { byVerdict, verdictOf, verdictOrder, verdictWord } from './pictureWords';

const idleMillis = 60_000;
const busyMillis = 2_000;
const soonMillis = 500;

export function PicturesSection({ mayCheck }: { mayCheck: boolean }) {
  const [asked, setAsked] = useState(0);
  const [everyMillis, setEveryMillis] = useState(idleMillis);
  const load = useCallback(async (signal: AbortSignal) => {
    const pictures = await health.pictures(signal);
    setEveryMillis(pictures.some(({ pending }) => pending) ? busyMillis : idleMillis);
    return pictures;
  }, []);
  const [pictures, refresh] = usePolled(load, everyMillis);
  useNotifications('picture-check', useThrottled(refresh, soonMillis));
  const { running, submit } = useSubmission();

  const check = () =>
    submit(async () => {
      try {
        setAsked((await health.checkPictures()).cameras);
        refresh();
      } catch (error) {
        notifyFailed(error);
      }
    });

  const known = pictures.kind === 'ready' ? pictures.value : [];
  const pending = known.filter((picture) => picture.pending).length;
  return (
    <>
      <SectionHead title="Daily check" words={<LastCheck pictures={known} />}>
        {mayCheck && known.length > 0 && (
          <Button variant="default" loading={running} disabled={pending > 0} onClick={check}>Check now</Button>
        )}
      </SectionHead>
      {pending > 0 && <CheckProgress pending={pending} total={Math.max(asked, pending)} />}
      {pictures.kind === 'loading' && <Nothing>Looking…</Nothing>}
      {pictures.kind === 'failed' && <ProblemAlert error={pictures.error} />}
      {pictures.kind === 'ready' && (known.length === 0 ? <Nothing>There are no cameras yet.</Nothing> : <Wall pictures={known} />)}
    </>
  );
}

function LastCheck({ pictures }: { pictures: CheckedPicture[] }) {
  const now = useNow(30_000);
  const last = pictures.map(({ last: look }) => look?.checkedAt ?? '').reduce((a, b) => (a > b ? a : b), '');
  return (
    <>
      Once a day each camera’s picture is looked at: whether it is black, frozen, blurred or covered.
      {last !== '' && ` Last ${momentWords(last, now)}.`}
    </>
  );
}

function CheckProgress({ pending, total }: { pending: number; total: number }) {
  return (
    <div className={styles.progress} role="status">
      <span>Checking, {counted(pending, 'camera')} to go</span>
      <Progress aria-label="Progress of the check" value={Math.max(3, (100 * (total - pending)) / total)} animated />
    </div>
  );
}

function Wall({ pictures }: { pictures: CheckedPicture[] }) {
  const [filter, setFilter] = useState<string | null>(null);
  const now = useNow(30_000);
  const verdicts = [...new Set(pictures.map(verdictOf))].sort((a, b) => verdictOrder.indexOf(a) - verdictOrder.indexOf(b));
  const chosen = filter !== null && verdicts.includes(filter) ? filter : null;
  const shown = pictures.filter((picture) => chosen === null || verdictOf(picture) === chosen).sort(byVerdict);
  return (
    <>
      {verdicts.length > 1 && (
        <div className={styles.filters} role="group" aria-label="Show pictures that are">
          {verdicts.map((verdict) => (
            <button
              key={verdict}
              type="button"
              aria-pressed={chosen === verdict}
              onClick={() => setFilter(chosen === verdict ? null : verdict)}
            >
              {verdictWord(verdict)} <span>{pictures.filter((picture) => verdictOf(picture) === verdict).length}</span>
            </button>
          ))}
        </div>
      )}
      <ul className={styles.wall} aria-label="Pictures">
        {shown.map((picture) => <PictureCard key={picture.cameraId} picture={picture} nowMillis={now} />)}
      </ul>
    </>
  );
}
