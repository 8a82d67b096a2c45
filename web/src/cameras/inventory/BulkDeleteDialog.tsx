import { useState } from 'react';
import { inventory } from '../../api/inventory';
import { ConfirmDialog } from '../../form/ConfirmDialog';
import { notifyDone } from '../../form/notify';
import { isGone, KeptRecordings, recordingsStay, type Recordings } from '../KeptRecordings';
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
  const [left, setLeft] = useState(false);
  const remove = async () => {
    try {
      const items = await inventory.bulk({ ids, action: 'delete', recordings });
      notifyDone(outcomeWords('delete', '', items));
    } catch (cause) {
      if (recordingsStay(cause)) setLeft(true);
      throw cause;
    }
    onDeleted();
  };
  const removeRecordings = async () => {
    for (const id of ids) await inventory.delete(id, 'delete').catch(unlessGone);
    notifyDone('Their recordings are deleted');
    onDeleted();
  };
  if (left) {
    return (
      <ConfirmDialog
        title={`${cameras(ids.length)} deleted`}
        action="Try again"
        cancel="Close"
        onConfirm={removeRecordings}
        onClose={() => {
          onDeleted();
          onClose();
        }}
      >
        Recordings of them are still there. Sightline goes on trying by itself.
      </ConfirmDialog>
    );
  }
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

/** Nothing of that one is left. */
function unlessGone(cause: unknown): void {
  if (!isGone(cause)) throw cause;
}
