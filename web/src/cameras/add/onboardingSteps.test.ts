import { describe, expect, it } from 'vitest';
import { stepViews } from './onboardingSteps';

const states = (...of: Parameters<typeof stepViews>) => stepViews(...of).map(({ state }) => state).join(' ');

describe('the steps of an onboarding', () => {
  it('are done one after the other', () => {
    expect(states({ state: 'running', step: 'reach' })).toBe('current todo todo todo todo todo');
    expect(states({ state: 'running', step: 'codecs' })).toBe('done done done current todo todo');
    expect(states({ state: 'done', step: 'register' })).toBe('done done done done done done');
  });

  it('wait for somebody once everything is known', () => {
    expect(states({ state: 'found', step: 'media' })).toBe('done done done done done todo');
  });

  it('end where it failed, and begin anew with another attempt', () => {
    const failed = { state: 'failed', step: 'identify' } as const;
    expect(states(failed)).toBe('done failed todo todo todo todo');
    expect(states(failed, true)).toBe('current todo todo todo todo todo');
  });
});
