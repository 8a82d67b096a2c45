import { Button, Checkbox, Group, Skeleton, Stack } from '@mantine/core';
import { useEffect, useMemo, useRef } from 'react';
import type { Camera } from '../../api/types';
import { ProblemAlert } from '../../form/ProblemAlert';
import { CameraRow, type RowActions } from './CameraRow';
import styles from './inventory.module.css';
import { allToggled, toggled, type Selection } from './selection';
import type { CameraList } from './useCameraList';
import { useThumbnails } from './useThumbnails';

interface CameraRowsProps {
  list: CameraList;
  filtered: boolean;
  /** Undefined for who may only look. */
  selection: Selection | undefined;
  onSelect: (change: (before: Selection) => Selection) => void;
  /** Shows all cameras. */
  onClear: () => void;
  actions: Omit<RowActions, 'onChoose'>;
}

export function CameraRows({ list, filtered, onClear, ...rest }: CameraRowsProps) {
  const { listed } = list;
  switch (listed.kind) {
    case 'loading':
      return (
        <Stack gap={8} role="status" aria-label="Loading">
          {[0, 1, 2, 3, 4].map((line) => <Skeleton key={line} height={52} radius="md" />)}
        </Stack>
      );
    case 'failed':
      return (
        <Stack align="start">
          <ProblemAlert error={listed.error} />
          <Button variant="default" onClick={list.reload}>Try again</Button>
        </Stack>
      );
    case 'ready':
      if (listed.items.length === 0) {
        return (
          <div className={styles.nothing}>
            <p>No camera is like this.</p>
            {filtered && <Button variant="default" onClick={onClear}>Show all cameras</Button>}
          </div>
        );
      }
      return <Table list={list} items={listed.items} more={listed.more} stale={listed.stale} {...rest} />;
  }
}

interface TableProps extends Omit<CameraRowsProps, 'filtered' | 'onClear'> {
  items: Camera[];
  more: boolean;
  stale: boolean;
}

function Table({ list, items, more, stale, selection, onSelect, actions }: TableProps) {
  const thumbnails = useThumbnails();
  const shown = useMemo(() => items.map((camera) => camera.id), [items]);
  // What is shown changes with each answer; the rows' own handlers stay the same ones.
  const latest = useRef(shown);
  useEffect(() => {
    latest.current = shown;
  }, [shown]);
  const rowActions = useMemo<RowActions>(
    () => ({
      ...actions,
      onChoose: (camera, range) => onSelect((before) => toggled(before, camera.id, range, latest.current)),
    }),
    [actions, onSelect],
  );
  const chosen = selection === undefined ? 0 : shown.filter((id) => selection.ids.has(id)).length;
  return (
    <Stack>
      {stale && <p className={styles.stale} role="status">The server does not answer. This is how it was last.</p>}
      <div className={styles.frame} data-pending={list.pending || undefined}>
        <table className={styles.cameras} data-manage={selection !== undefined || undefined}>
          <thead>
            <tr>
              {selection !== undefined && (
                <td className={styles.check}>
                  <Checkbox
                    aria-label="Choose all that are shown"
                    checked={chosen === shown.length}
                    indeterminate={chosen > 0 && chosen < shown.length}
                    onChange={() => onSelect((before) => allToggled(before, shown))}
                  />
                </td>
              )}
              <td className={styles.star} />
              <th scope="col">Camera</th>
              <th scope="col" className={styles.state}>State</th>
              {selection !== undefined && <th scope="col" className={styles.address}>Address</th>}
              <th scope="col" className={styles.labels}>Groups and tags</th>
              {selection !== undefined && <td className={styles.menu} />}
            </tr>
          </thead>
          <tbody>
            {items.map((camera) => (
              <CameraRow
                key={camera.id}
                camera={camera}
                chosen={selection?.ids.has(camera.id)}
                thumbnail={thumbnails.get(camera.id)}
                actions={rowActions}
              />
            ))}
          </tbody>
        </table>
      </div>
      {more && (
        <Group justify="center">
          <Button variant="default" loading={list.pending} onClick={list.showMore}>Show more</Button>
        </Group>
      )}
    </Stack>
  );
}
