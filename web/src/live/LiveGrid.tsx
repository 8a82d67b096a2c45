import { Button, Loader } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import { useState } from 'react';
import type { Camera } from '../api/types';
import type { Polled } from '../api/usePolled';
import { explain, toneOf } from '../api/words';
import { DeleteDialog } from '../cameras/DeleteDialog';
import { EditDialog } from '../cameras/EditDialog';
import { FirstCamera } from '../cameras/FirstCamera';
import { useMe } from '../session/useSession';
import { AlertIcon, PlusIcon } from '../shell/icons';
import { addHref } from '../shell/route';
import { TopBar } from '../shell/TopBar';
import { CameraCard } from './CameraCard';
import styles from './grid.module.css';
import { columnsFor, gridWidth } from './gridLayout';

type Dialog = { kind: 'none' } | { kind: 'edit'; camera: Camera } | { kind: 'delete'; camera: Camera };

interface LiveGridProps {
  cameras: Polled<Camera[]>;
  onChange: () => void;
}

export function LiveGrid({ cameras, onChange }: LiveGridProps) {
  const [dialog, setDialog] = useState<Dialog>({ kind: 'none' });
  const close = () => setDialog({ kind: 'none' });
  const { manageCameras } = useMe().rights;
  const count = cameras.kind === 'ready' ? cameras.value.length : 0;

  return (
    <div className="page">
      <TopBar>
        <Summary cameras={cameras} />
        {count > 0 && manageCameras && (
          <Button size="sm" component="a" href={addHref('address')} leftSection={<PlusIcon width={16} />} visibleFrom="xs">Add camera</Button>
        )}
      </TopBar>
      <main className={styles.page}>
        <Cameras cameras={cameras} onDialog={manageCameras ? setDialog : undefined} />
      </main>
      {dialog.kind === 'edit' && <EditDialog camera={dialog.camera} onClose={close} onSaved={onChange} />}
      {dialog.kind === 'delete' && <DeleteDialog camera={dialog.camera} onClose={close} onDeleted={onChange} />}
    </div>
  );
}

interface CamerasProps {
  cameras: Polled<Camera[]>;
  /** Undefined for who may only look. */
  onDialog: ((dialog: Dialog) => void) | undefined;
}

function Cameras({ cameras, onDialog }: CamerasProps) {
  switch (cameras.kind) {
    case 'loading':
      return <div className="centred"><Loader color="gray" aria-label="Loading" /></div>;
    case 'failed': {
      const { title, advice } = explain({ type: cameras.error.slug, detail: cameras.error.message });
      return (
        <div className="centred empty" role="alert">
          <AlertIcon width={40} height={40} />
          <h1>{title}</h1>
          <p>{advice}</p>
        </div>
      );
    }
    case 'ready':
      return cameras.value.length === 0 ? (
        <FirstCamera />
      ) : (
        <Pictures cameras={cameras.value} onDialog={onDialog} />
      );
  }
}

function Pictures({ cameras, onDialog }: { cameras: Camera[]; onDialog: CamerasProps['onDialog'] }) {
  const { ref, width, height } = useElementSize();
  const count = cameras.length;
  return (
    <div className={styles.space} ref={ref}>
      {width > 0 && (
        <div
          className={styles.grid}
          style={{
            gridTemplateColumns: `repeat(${columnsFor(count, width, height)}, minmax(0, 1fr))`,
            maxWidth: gridWidth(count, width, height),
          }}
        >
          {cameras.map((camera) => (
            <CameraCard
              key={camera.id}
              camera={camera}
              onEdit={onDialog && (() => onDialog({ kind: 'edit', camera }))}
              onDelete={onDialog && (() => onDialog({ kind: 'delete', camera }))}
            />
          ))}
        </div>
      )}
    </div>
  );
}

function Summary({ cameras }: { cameras: Polled<Camera[]> }) {
  if (cameras.kind !== 'ready') return null;
  if (cameras.stale) return <span className={styles.summary} data-tone="bad">Server does not answer — trying again</span>;
  const total = cameras.value.length;
  const away = cameras.value.filter((camera) => toneOf(camera.status) === 'bad').length;
  if (total === 0) return null;
  return (
    <span className={styles.summary} data-tone={away > 0 ? 'bad' : 'good'}>
      {away > 0 ? `${away} of ${total} away` : total === 1 ? '1 camera' : `${total} cameras`}
    </span>
  );
}
