import { inventory } from '../../api/inventory';
import { ConfirmDialog } from '../../form/ConfirmDialog';
import { notifyDone } from '../../form/notify';
import { cameras, outcomeWords } from './bulkWords';

interface BulkDeleteDialogProps {
  ids: string[];
  onDeleted: () => void;
  onClose: () => void;
}

/** More than this many are not deleted by two clicks. */
const many = 10;

export function BulkDeleteDialog({ ids, onDeleted, onClose }: BulkDeleteDialogProps) {
  const remove = async () => {
    const items = await inventory.bulk({ ids, action: 'delete' });
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
      They are no longer shown and no longer recorded. What was recorded stays on the disk, and is there again when a
      camera with the same address is added.
    </ConfirmDialog>
  );
}
