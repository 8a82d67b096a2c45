import { Button } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { api } from '../../api/client';
import { inventory } from '../../api/inventory';
import type { Camera } from '../../api/types';
import { usePolled } from '../../api/usePolled';
import { notifyFailed } from '../../form/notify';
import { useMe } from '../../session/useSession';
import { GroupIcon, PlusIcon } from '../../shell/icons';
import { addHref, parseRoute } from '../../shell/route';
import { SectionHead } from '../../shell/Sections';
import { TopBar } from '../../shell/TopBar';
import { UnfinishedNotice } from '../add/UnfinishedNotice';
import { DeleteDialog } from '../DeleteDialog';
import { EditDialog } from '../EditDialog';
import { FirstCamera } from '../FirstCamera';
import { BulkBar } from './BulkBar';
import { CameraRows } from './CameraRows';
import { cameras as cameraCount } from './bulkWords';
import { ExportMenu } from './ExportMenu';
import { FilterBar } from './FilterBar';
import { GroupsDrawer } from './GroupsDrawer';
import styles from './inventory.module.css';
import { cameraQuery, filterSearch, isEverything, parseFilter } from './inventoryFilter';
import { none, type Selection } from './selection';
import { useCameraList } from './useCameraList';

const typingMillis = 250;
const choicesMillis = 10_000;

type Dialog = { kind: 'none' } | { kind: 'groups' } | { kind: 'edit'; camera: Camera } | { kind: 'delete'; camera: Camera };

/** All cameras one may see, however many: found, sorted into groups, changed together. */
export function InventoryPage({ query, onChange }: { query: string; onChange: () => void }) {
  const { manageCameras } = useMe().rights;
  const [filter, setFilter] = useState(() => parseFilter(query));
  const [settled] = useDebouncedValue(filter, typingMillis);
  const asked = useMemo(() => cameraQuery(settled), [settled]);
  const list = useCameraList(asked);
  const [summary, refreshSummary] = usePolled(inventory.summary, choicesMillis);
  const [groups, refreshGroups] = usePolled(api.groups, choicesMillis);
  const [selection, setSelection] = useState<Selection>(none);
  const [dialog, setDialog] = useState<Dialog>({ kind: 'none' });
  const close = () => setDialog({ kind: 'none' });

  // Written without a step in the history, so that "back" leads away and a reload stays.
  useEffect(() => {
    const search = filterSearch(settled);
    window.history.replaceState(null, '', search === '' ? '#/cameras' : `#/cameras?${search}`);
  }, [settled]);

  useEffect(() => {
    const follow = () => {
      const route = parseRoute(window.location.hash);
      if (route.kind === 'inventory') setFilter(parseFilter(route.query));
    };
    window.addEventListener('hashchange', follow);
    return () => window.removeEventListener('hashchange', follow);
  }, []);

  const { reload, anticipate } = list;
  const changed = useCallback(() => {
    reload();
    refreshSummary();
    refreshGroups();
    onChange();
  }, [reload, refreshSummary, refreshGroups, onChange]);

  const actions = useMemo(
    () => ({
      onLike: (camera: Camera) => {
        const favourite = !camera.favourite;
        anticipate((each) => (each.id === camera.id ? { ...each, favourite } : each));
        inventory.setFavourite(camera.id, favourite).catch(notifyFailed).finally(changed);
      },
      onEdit: (camera: Camera) => setDialog({ kind: 'edit', camera }),
      onDelete: (camera: Camera) => setDialog({ kind: 'delete', camera }),
    }),
    [anticipate, changed],
  );

  const total = summary.kind === 'ready' ? summary.value.cameras : undefined;
  const knownGroups = groups.kind === 'ready' ? groups.value : [];

  return (
    <div className="page">
      <TopBar />
      <main className={styles.page}>
        {total === 0 && isEverything(filter) ? (
          <FirstCamera />
        ) : (
          <>
            {manageCameras && selection.ids.size > 0 ? (
              <BulkBar
                selection={selection}
                query={asked}
                groups={knownGroups}
                tags={summary.kind === 'ready' ? summary.value.tags.map(({ tag }) => tag) : []}
                onSelect={setSelection}
                onChanged={changed}
              />
            ) : (
              <header className={styles.head}>
                <SectionHead title="Cameras" words={total === undefined ? undefined : cameraCount(total)}>
                  <div className={styles.tools}>
                    {manageCameras && (
                      <>
                        <Button variant="default" leftSection={<GroupIcon width={16} />} onClick={() => setDialog({ kind: 'groups' })}>
                          Groups
                        </Button>
                        <ExportMenu query={asked} />
                        <Button component="a" href={addHref('address')} leftSection={<PlusIcon width={16} />}>Add camera</Button>
                      </>
                    )}
                  </div>
                </SectionHead>
              </header>
            )}
            {manageCameras && <UnfinishedNotice />}
            <FilterBar
              filter={filter}
              groups={knownGroups}
              summary={summary.kind === 'ready' ? summary.value : undefined}
              onChange={setFilter}
            />
            <CameraRows
              list={list}
              filtered={!isEverything(settled)}
              selection={manageCameras ? selection : undefined}
              onSelect={setSelection}
              onClear={() => setFilter(parseFilter(''))}
              actions={actions}
            />
          </>
        )}
      </main>
      <GroupsDrawer opened={dialog.kind === 'groups'} groups={knownGroups} onClose={close} onChanged={changed} />
      {dialog.kind === 'edit' && <EditDialog camera={dialog.camera} onClose={close} onSaved={changed} />}
      {dialog.kind === 'delete' && <DeleteDialog camera={dialog.camera} onClose={close} onDeleted={changed} />}
    </div>
  );
}
