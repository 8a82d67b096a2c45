import { describe, expect, it } from 'vitest';
import { parseReturned, returnedWords } from './returned';

describe('the way back from another provider', () => {
  it('is told in the address', () => {
    expect(parseReturned('')).toEqual({ kind: 'none' });
    expect(parseReturned('?second-step')).toEqual({ kind: 'second-step' });
    expect(parseReturned('?error=cancelled')).toEqual({ kind: 'refused', reason: 'cancelled' });
  });

  it('has words for every end', () => {
    const reasons = ['not-linked', 'linked-elsewhere', 'cancelled', 'unavailable', 'failed'];
    expect(new Set(reasons.map((reason) => returnedWords(reason).title)).size).toBe(reasons.length);
  });
});
