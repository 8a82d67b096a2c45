import { describe, expect, it } from 'vitest';
import type { ImportRow } from '../../api/cameraTypes';
import { fileProblem, progressWords, reasonWords, rowsOf, verdictWords } from './importWords';

const row: ImportRow = {
  row: 4, status: 'new', name: 'Yard', host: '192.0.2.4', cameraId: null, sameAsRow: null, reason: null, errors: [],
};

describe('what is said of an import', () => {
  it('tells how much has gone, and what comes after', () => {
    expect(progressWords(undefined, undefined, false)).toBe('Sending…');
    expect(progressWords({ bytes: 1_200_000, ofBytes: 3_400_000 }, 9, false)).toBe('Sending 1.2 MB of 3.4 MB…');
    expect(progressWords({ bytes: 5, ofBytes: 5 }, 3_000, false)).toBe('Checking 3,000 rows…');
    expect(progressWords({ bytes: 5, ofBytes: 5 }, undefined, false)).toBe('Checking the rows…');
    expect(progressWords({ bytes: 5, ofBytes: 5 }, 497, true)).toBe('Adding 497 cameras…');
  });

  it('counts the rows of a CSV file, without its head', async () => {
    const rows = (name: string, content: string) => rowsOf({ name, text: () => Promise.resolve(content) });
    expect(await rows('a.csv', 'Name,URL\r\nYard,rtsp://a/\r\n\r\n"Two\nlines",rtsp://b/')).toBe(2);
    expect(await rows('a.csv', '')).toBe(0);
    expect(await rows('a.XLSX', 'PK')).toBeUndefined();
  });

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
