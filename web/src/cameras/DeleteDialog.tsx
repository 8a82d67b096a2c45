import { useCallback, useState } from 'react';
import { inventory } from '../api/inventory';
import type { Camera } from '../api/types';
import { useLoaded } from '../api/useLoaded';
import { bytes } from '../api/words';
import { ConfirmDialog } from '../form/ConfirmDialog';
import { notifyDone } from '../form/notify';
import { KeptRecordings, type Recordings } from './KeptRecordings';

interface DeleteDialogProps {
  camera: Camera;
  onClose: () => void;
  onDeleted: () => void;
}

export function DeleteDialog({ camera, onClose, onDeleted }: DeleteDialogProps) {
  const [recordings, setRecordings] = useState<Recordings>('keep');
  const { loaded: kept } = useLoaded(
    useCallback((signal: AbortSignal) => inventory.recordedBytes(camera, signal), [camera]),
  );
  const nothing = kept.kind === 'ready' && kept.value === 0;

  const remove = async () => {
    await inventory.delete(camera.id, recordings);
    notifyDone(`${camera.name} deleted`);
    onDeleted();
  };

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
