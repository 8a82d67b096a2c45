import { useState } from 'react';
import { inventory } from '../../api/inventory';
import { ConfirmDialog } from '../../form/ConfirmDialog';
import { notifyDone } from '../../form/notify';
import { KeptRecordings, type Recordings } from '../KeptRecordings';
import { cameras, outcomeWords } from './bulkWords';

interface BulkDeleteDialogProps {
  ids: string[];
  onDeleted: () => void;
  onClose: () => void;
}

/** More than this many are not deleted by two clicks. */
const many = 10;

export function BulkDeleteDialog({ ids, onDeleted, onClose }: BulkDeleteDialogProps) {
  const [recordings, setRecordings] = useState<Recordings>('keep');
  const remove = async () => {
    const items = await inventory.bulk({ ids, action: 'delete', recordings });
    notifyDone(outcomeWords('delete', '', items));
    onDeleted();
  };
  return (
    <ConfirmDialog
      title={`Delete ${cameras(ids.length)}?`}
      action={`Delete ${cameras(ids.length)}`}
      {...(ids.length > many ? { typed: String(ids.length) } : {})}
      onConfirm={remove}
      onClose={onClose}
    >
      {ids.length === 1 ? 'It is' : 'They are'} no longer shown and no longer recorded.
      <KeptRecordings value={recordings} onChange={setRecordings} />
    </ConfirmDialog>
  );
}
