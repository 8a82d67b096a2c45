import { Loader } from '@mantine/core';
import { AlertIcon, CheckIcon } from '../../shell/icons';
import styles from './add.module.css';
import type { StepState, StepView } from './onboardingSteps';

const stateWords: Record<StepState, string> = { done: 'done', current: 'under way', failed: 'failed', todo: 'to come' };

export function Steps({ views }: { views: StepView[] }) {
  return (
    <ol className={styles.steps} aria-label="Steps">
      {views.map(({ step, state, words }) => (
        <li key={step} data-state={state} aria-current={state === 'current' ? 'step' : undefined}>
          <Mark state={state} />
          {words}
          <span className={styles.hidden}>: {stateWords[state]}</span>
        </li>
      ))}
    </ol>
  );
}

function Mark({ state }: { state: StepState }) {
  switch (state) {
    case 'done':
      return <CheckIcon width={18} />;
    case 'failed':
      return <AlertIcon width={18} />;
    case 'current':
      return <Loader size={16} />;
    case 'todo':
      return <i />;
  }
}
