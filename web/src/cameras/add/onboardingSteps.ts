import { onboardingSteps, type Onboarding, type OnboardingStep } from '../../api/cameraTypes';

export type StepState = 'done' | 'current' | 'failed' | 'todo';

export interface StepView {
  step: OnboardingStep;
  state: StepState;
  words: string;
}

const words: Record<OnboardingStep, string> = {
  reach: 'Reach the device',
  identify: 'Log in and see what it is',
  profiles: 'List its channels and streams',
  codecs: 'Look at their formats',
  media: 'Wait for moving pictures',
  register: 'Add it',
};

/** How far it is. `again`: another attempt was begun, of which nothing is known yet. */
export function stepViews(onboarding: Pick<Onboarding, 'state' | 'step'>, again = false): StepView[] {
  const state = again ? 'running' : onboarding.state;
  const at = again ? 0 : onboardingSteps.indexOf(onboarding.step);
  return onboardingSteps.map((step, index) => ({ step, words: words[step], state: stateOf(index, at, state) }));
}

function stateOf(index: number, at: number, state: Onboarding['state']): StepState {
  switch (state) {
    case 'done':
      return 'done';
    case 'found':
      // Everything is known; it waits for somebody to say that it is to be added.
      return index < onboardingSteps.length - 1 ? 'done' : 'todo';
    case 'running':
    case 'failed':
      if (index < at) return 'done';
      if (index > at) return 'todo';
      return state === 'failed' ? 'failed' : 'current';
  }
}

/** "Reach the device", for a list of several. */
export function stepWords(step: OnboardingStep): string {
  return words[step];
}
