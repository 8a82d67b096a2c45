import { api } from '../api/client';
import type { Camera } from '../api/types';
import { ConfirmDialog } from '../form/ConfirmDialog';
import { notifyDone } from '../form/notify';

interface DeleteDialogProps {
  camera: Camera;
  onClose: () => void;
  onDeleted: () => void;
}

export function DeleteDialog({ camera, onClose, onDeleted }: DeleteDialogProps) {
  const remove = async () => {
    await api.deleteCamera(camera.id);
    notifyDone(`${camera.name} deleted`);
    onDeleted();
  };
  return (
    <ConfirmDialog title={`Delete ${camera.name}?`} action="Delete camera" onConfirm={remove} onClose={onClose}>
      It is no longer shown and no longer recorded. What was recorded stays on the disk until it is too old.
    </ConfirmDialog>
  );
}
