import { Button, Loader } from '@mantine/core';
import { useCallback, useState } from 'react';
import type { CameraSummary } from '../api/cameraTypes';
import type { Camera } from '../api/types';
import type { Polled } from '../api/usePolled';
import { explainError } from '../api/words';
import { DeleteDialog } from '../cameras/DeleteDialog';
import { cameras as cameraCount } from '../cameras/inventory/bulkWords';
import { EditDialog } from '../cameras/EditDialog';
import { FirstCamera } from '../cameras/FirstCamera';
import { useMe } from '../session/useSession';
import { AlertIcon, PlusIcon } from '../shell/icons';
import { addHref } from '../shell/route';
import { TopBar } from '../shell/TopBar';
import styles from './grid.module.css';
import { Pictures } from './Pictures';
import { useCameraWall } from './useCameraWall';
import type { Wall } from './wall';

type Dialog = { kind: 'none' } | { kind: 'edit'; camera: Camera } | { kind: 'delete'; camera: Camera };

interface LiveGridProps {
  summary: Polled<CameraSummary>;
  onChange: () => void;
}

export function LiveGrid({ summary, onChange }: LiveGridProps) {
  const { wall, cameras } = useCameraWall(summary);
  const [dialog, setDialog] = useState<Dialog>({ kind: 'none' });
  const close = () => setDialog({ kind: 'none' });
  const onEdit = useCallback((camera: Camera) => setDialog({ kind: 'edit', camera }), []);
  const onDelete = useCallback((camera: Camera) => setDialog({ kind: 'delete', camera }), []);
  const { manageCameras } = useMe().rights;
  const count = countOf(wall, summary);
  const changed = () => {
    cameras.refresh();
    onChange();
  };

  return (
    <div className="page">
      <TopBar>
        <Summary count={count} summary={summary} />
        {count > 0 && manageCameras && (
          <Button size="sm" component="a" href={addHref('address')} leftSection={<PlusIcon width={16} />} visibleFrom="xs">Add camera</Button>
        )}
      </TopBar>
      <main className={styles.page}>
        <Cameras
          wall={wall}
          count={count}
          onLook={cameras.look}
          onEdit={manageCameras ? onEdit : undefined}
          onDelete={manageCameras ? onDelete : undefined}
        />
      </main>
      {dialog.kind === 'edit' && <EditDialog camera={dialog.camera} onClose={close} onSaved={changed} />}
      {dialog.kind === 'delete' && <DeleteDialog camera={dialog.camera} onClose={close} onDeleted={changed} />}
    </div>
  );
}

/** What is here counts once it is all that there is; until then, what the server says. */
function countOf(wall: Wall, summary: Polled<CameraSummary>): number {
  if (wall.kind !== 'ready') return 0;
  if (wall.complete || summary.kind !== 'ready') return wall.cameras.length;
  return Math.max(wall.cameras.length, summary.value.cameras);
}

interface CamerasProps {
  wall: Wall;
  count: number;
  onLook: (first: number, last: number) => void;
  onEdit: ((camera: Camera) => void) | undefined;
  onDelete: ((camera: Camera) => void) | undefined;
}

function Cameras({ wall, count, ...rest }: CamerasProps) {
  switch (wall.kind) {
    case 'loading':
      return <div className="centred"><Loader color="gray" aria-label="Loading" /></div>;
    case 'failed': {
      const { title, advice } = explainError(wall.error);
      return (
        <div className="centred empty" role="alert">
          <AlertIcon width={40} height={40} />
          <h1>{title}</h1>
          <p>{advice}</p>
        </div>
      );
    }
    case 'ready':
      return count === 0 ? <FirstCamera /> : <Pictures cameras={wall.cameras} count={count} {...rest} />;
  }
}

function Summary({ count, summary }: { count: number; summary: Polled<CameraSummary> }) {
  if (summary.kind !== 'ready') return null;
  if (summary.stale) return <span className={styles.summary} data-tone="bad">Server does not answer — trying again</span>;
  if (count === 0) return null;
  const { away } = summary.value;
  return (
    <span className={styles.summary} data-tone={away > 0 ? 'bad' : 'good'}>
      {away > 0 ? `${away.toLocaleString('en')} of ${count.toLocaleString('en')} away` : cameraCount(count)}
    </span>
  );
}
