import { describe, expect, it } from 'vitest';
import { parseErrand } from './errand';

describe('an errand', () => {
  it('is in the path, its token behind the hash', () => {
    expect(parseErrand('/setup', '#abc')).toEqual({ kind: 'set-up', token: 'abc' });
    expect(parseErrand('/behind/a/proxy/setup', '#abc')).toEqual({ kind: 'set-up', token: 'abc' });
  });

  it('is none without a token, or at a place of the page', () => {
    expect(parseErrand('/setup', '')).toEqual({ kind: 'none' });
    expect(parseErrand('/setup', '#/cameras/x')).toEqual({ kind: 'none' });
    expect(parseErrand('/', '#/cameras/x')).toEqual({ kind: 'none' });
  });
});
