import { describe, expect, it } from 'vitest';
import { allToggled, none, selectionOf, toggled } from './selection';

const shown = ['a', 'b', 'c', 'd', 'e'];
const ids = (selection: { ids: ReadonlySet<string> }) => [...selection.ids].sort().join('');

describe('choosing rows', () => {
  it('turns one on and off', () => {
    const one = toggled(none, 'b', false, shown);
    expect(ids(one)).toBe('b');
    expect(ids(toggled(one, 'b', false, shown))).toBe('');
  });

  it('chooses a range in both directions, from the row that was chosen last', () => {
    const one = toggled(none, 'c', false, shown);
    expect(ids(toggled(one, 'e', true, shown))).toBe('cde');
    expect(ids(toggled(one, 'a', true, shown))).toBe('abc');
    const two = toggled(toggled(one, 'e', true, shown), 'd', true, shown);
    expect(ids(two)).toBe('c');
  });

  it('takes a range from a row that is no longer shown as one row', () => {
    expect(ids(toggled({ ids: new Set(['x']), anchor: 'x' }, 'b', true, shown))).toBe('bx');
  });

  it('chooses all that is shown, and takes it back, beside what is not shown', () => {
    const all = allToggled(selectionOf(['x', 'b']), shown);
    expect(ids(all)).toBe('abcdex');
    expect(ids(allToggled(all, shown))).toBe('x');
  });
});
