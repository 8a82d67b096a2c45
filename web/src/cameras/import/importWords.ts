import type { ImportReport, ImportRow, RowStatus } from '../../api/cameraTypes';
import type { Sent } from '../../api/upload';
import { bytes } from '../../api/words';
import { cameras } from '../inventory/bulkWords';

export const statusWords: Record<RowStatus, string> = { new: 'New', double: 'There already', wrong: 'Wrong' };

/** Why a row is not added; nothing for one that is. */
export function reasonWords(row: ImportRow): string {
  switch (row.status) {
    case 'new':
      return '';
    case 'double':
      return [row.reason, row.sameAsRow === null ? '' : `See row ${row.sameAsRow}.`].filter(Boolean).join(' ');
    case 'wrong':
      return row.errors.map(({ column, detail }) => `${column}: ${detail}`).join(' ');
  }
}

/** "497 cameras are new, 3 rows are wrong". */
export function verdictWords({ new: fresh, double, wrong }: ImportReport['counts']): string {
  const parts = [
    `${cameras(fresh)} ${fresh === 1 ? 'is' : 'are'} new`,
    double > 0 && `${double.toLocaleString('en')} ${double === 1 ? 'is' : 'are'} there already`,
    wrong > 0 && `${wrong.toLocaleString('en')} ${wrong === 1 ? 'row is' : 'rows are'} wrong`,
  ];
  return parts.filter(Boolean).join(', ');
}

/** "Sending 1.2 MB of 3.4 MB", and what comes after that. */
export function progressWords(sent: Sent | undefined, rows: number | undefined, adding: boolean): string {
  if (sent && sent.bytes < sent.ofBytes) return `Sending ${bytes(sent.bytes)} of ${bytes(sent.ofBytes)}…`;
  if (!sent) return 'Sending…';
  const counted = rows === undefined ? 'the rows' : rows === 1 ? '1 row' : `${rows.toLocaleString('en')} rows`;
  return adding ? `Adding ${cameras(rows ?? 0)}…` : `Checking ${counted}…`;
}

/** Of a CSV file, without its head; a line break within quotes ends none. Undefined for a spreadsheet. */
export async function rowsOf(file: Pick<File, 'name' | 'text'>): Promise<number | undefined> {
  if (/\.xlsx$/i.test(file.name)) return undefined;
  const lines = (await file.text()).replaceAll(/"[^"]*"/g, 'quoted').split(/\r\n|\r|\n/);
  return Math.max(0, lines.filter((line) => line.trim() !== '').length - 1);
}

const mostBytes = 11_000_000;

/** What speaks against a file before anything is sent. */
export function fileProblem(file: Pick<File, 'name' | 'size'>): string | undefined {
  if (!/\.(xlsx|csv|txt)$/i.test(file.name)) return `“${file.name}” is neither an Excel file (.xlsx) nor a CSV file.`;
  if (file.size > mostBytes) return 'The file is larger than 11 MB.';
  return file.size === 0 ? 'The file is empty.' : undefined;
}
