import { Anchor } from '@mantine/core';
import { addHref, onboardingHref } from '../../shell/route';
import styles from './add.module.css';
import { useUnfinished } from './useUnfinished';

/** Reminds of devices that were begun and are not cameras yet. */
export function UnfinishedNotice() {
  const { unfinished } = useUnfinished();
  const [first, second] = unfinished;
  if (!first) return null;
  const running = unfinished.filter(({ state }) => state === 'running').length;
  const waiting = unfinished.length - running;
  const parts = [
    running > 0 && `${devices(running)} being added`,
    waiting > 0 && `${devices(waiting)} ${waiting === 1 ? 'needs' : 'need'} you`,
  ];
  return (
    <p className={styles.notice} role="status">
      {parts.filter(Boolean).join(', ')}
      <Anchor href={second ? addHref('address') : onboardingHref(first.id)} size="sm">Show</Anchor>
    </p>
  );
}

function devices(count: number): string {
  return count === 1 ? '1 device' : `${count} devices`;
}
