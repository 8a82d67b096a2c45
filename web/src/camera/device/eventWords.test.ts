import { expect, it } from 'vitest';
import { eventWords } from './eventWords';

it('says events of a known kind, and others in the words of their topic', () => {
  expect(eventWords({ kind: 'motion', active: true, topic: 'VideoSource/MotionAlarm' })).toBe('Motion');
  expect(eventWords({ kind: 'motion', active: false, topic: 'VideoSource/MotionAlarm' })).toBe('Motion ended');
  expect(eventWords({ kind: 'other', active: null, topic: 'RuleEngine/LineDetector/LineCrossed' })).toBe('Line crossed');
});
