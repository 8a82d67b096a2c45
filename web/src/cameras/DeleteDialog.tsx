import { useCallback, useState } from 'react';
import { inventory } from '../api/inventory';
import type { Camera } from '../api/types';
import { useLoaded } from '../api/useLoaded';
import { bytes } from '../api/words';
import { ConfirmDialog } from '../form/ConfirmDialog';
import { notifyDone } from '../form/notify';
import { isGone, KeptRecordings, recordingsStay, type Recordings } from './KeptRecordings';

interface DeleteDialogProps {
  camera: Camera;
  onClose: () => void;
  onDeleted: () => void;
}

export function DeleteDialog({ camera, onClose, onDeleted }: DeleteDialogProps) {
  const [recordings, setRecordings] = useState<Recordings>('keep');
  const [left, setLeft] = useState(false);
  const { loaded: kept } = useLoaded(
    useCallback((signal: AbortSignal) => inventory.recordedBytes(camera, signal), [camera]),
  );
  const nothing = kept.kind === 'ready' && kept.value === 0;

  const remove = async () => {
    try {
      await inventory.delete(camera.id, recordings);
    } catch (cause) {
      // It was deleted by itself meanwhile.
      if (left && isGone(cause)) {
        notifyDone(`Recordings of ${camera.name} deleted`);
        return;
      }
      if (!recordingsStay(cause)) throw cause;
      setLeft(true);
      onDeleted();
      throw cause;
    }
    notifyDone(left ? `Recordings of ${camera.name} deleted` : `${camera.name} deleted`);
    onDeleted();
  };

  if (left) {
    return (
      <ConfirmDialog
        title={`${camera.name} is deleted`}
        action="Try again"
        cancel="Close"
        onConfirm={remove}
        onClose={onClose}
      >
        Its recordings are still there. Sightline goes on trying by itself.
      </ConfirmDialog>
    );
  }
  return (
    <ConfirmDialog title={`Delete ${camera.name}?`} action="Delete camera" onConfirm={remove} onClose={onClose}>
      It is no longer shown and no longer recorded. {nothing && 'Nothing was recorded of it yet.'}
      {!nothing && (
        <KeptRecordings
          value={recordings}
          onChange={setRecordings}
          size={kept.kind === 'ready' ? bytes(kept.value) : undefined}
        />
      )}
    </ConfirmDialog>
  );
}
