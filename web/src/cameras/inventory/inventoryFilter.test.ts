import { describe, expect, it } from 'vitest';
import { cameraQuery, everything, filterSearch, isEverything, parseFilter } from './inventoryFilter';

describe('the filter of the inventory', () => {
  it('asks for nothing in particular at first', () => {
    expect(cameraQuery(everything)).toEqual({});
    expect(filterSearch(everything)).toBe('');
    expect(isEverything({ ...everything, text: '  ' })).toBe(true);
  });

  it('survives an address', () => {
    const filter = { text: 'door & gate', group: 'g/1', tag: 'öst', state: 'retrying', favourite: true } as const;
    expect(parseFilter(filterSearch(filter))).toEqual(filter);
    expect(isEverything(filter)).toBe(false);
  });

  it('leaves out what an address has no sense in', () => {
    expect(parseFilter('state=sleeping&favourite=maybe&other=1')).toEqual(everything);
  });
});
