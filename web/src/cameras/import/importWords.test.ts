import { describe, expect, it } from 'vitest';
import type { ImportRow } from '../../api/cameraTypes';
import { fileProblem, reasonWords, verdictWords } from './importWords';

const row: ImportRow = {
  row: 4, status: 'new', name: 'Yard', host: '192.0.2.4', cameraId: null, sameAsRow: null, reason: null, errors: [],
};

describe('what is said of an import', () => {
  it('counts what is new, double and wrong', () => {
    expect(verdictWords({ new: 497, double: 0, wrong: 3, added: 0 })).toBe('497 cameras are new, 3 rows are wrong');
    expect(verdictWords({ new: 1, double: 1, wrong: 1, added: 0 })).toBe('1 camera is new, 1 is there already, 1 row is wrong');
  });

  it('gives the reason of a row', () => {
    expect(reasonWords(row)).toBe('');
    expect(reasonWords({ ...row, status: 'double', reason: '"Gate" has the same address.', sameAsRow: 2 })).toBe(
      '"Gate" has the same address. See row 2.',
    );
    expect(reasonWords({ ...row, status: 'wrong', errors: [{ column: 'IP', detail: 'Not a host.' }, { column: 'Port', detail: 'Not a port.' }] })).toBe(
      'IP: Not a host. Port: Not a port.',
    );
  });

  it('refuses files that can be no list before they are sent', () => {
    expect(fileProblem({ name: 'cameras.XLSX', size: 10 })).toBeUndefined();
    expect(fileProblem({ name: 'cameras.csv', size: 10 })).toBeUndefined();
    expect(fileProblem({ name: 'cameras.pdf', size: 10 })).toContain('neither');
    expect(fileProblem({ name: 'cameras.csv', size: 0 })).toContain('empty');
    expect(fileProblem({ name: 'cameras.csv', size: 2e7 })).toContain('11 MB');
  });
});
