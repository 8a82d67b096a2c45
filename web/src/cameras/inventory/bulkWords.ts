import type { BulkAction, BulkItem } from '../../api/cameraTypes';

export function cameras(count: number): string {
  return count === 1 ? '1 camera' : `${count.toLocaleString('en')} cameras`;
}

/** What takes it back; nothing takes back a deletion. */
export const opposites: Record<Exclude<BulkAction, 'delete'>, Exclude<BulkAction, 'delete'>> = {
  tag: 'untag',
  untag: 'tag',
  group: 'ungroup',
  ungroup: 'group',
  record: 'stop-recording',
  'stop-recording': 'record',
};

/** "12 cameras tagged “east”", and what did not come about. */
export function outcomeWords(action: BulkAction, what: string, items: BulkItem[]): string {
  const of = (result: BulkItem['result']) => items.filter((item) => item.result === result).length;
  const parts = [done(action, what, of('done'))];
  if (of('unchanged') > 0) parts.push(of('unchanged') === 1 ? '1 was so already' : `${of('unchanged').toLocaleString('en')} were so already`);
  if (of('failed') > 0) parts.push(`${cameras(of('failed'))} could not be changed`);
  return parts.join('; ');
}

function done(action: BulkAction, what: string, count: number): string {
  const those = cameras(count);
  switch (action) {
    case 'delete':
      return `${those} deleted`;
    case 'tag':
      return `${those} tagged “${what}”`;
    case 'untag':
      return `“${what}” taken off ${those}`;
    case 'group':
      return `${those} put into ${what}`;
    case 'ungroup':
      return `${those} taken out of ${what}`;
    case 'record':
      return count === 1 ? `${those} is recorded` : `${those} are recorded`;
    case 'stop-recording':
      return count === 1 ? `${those} is no longer recorded` : `${those} are no longer recorded`;
  }
}
