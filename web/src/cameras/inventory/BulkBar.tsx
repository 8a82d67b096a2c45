import { Button, CloseButton } from '@mantine/core';
import { useState } from 'react';
import type { BulkAction, BulkForm, CameraQuery } from '../../api/cameraTypes';
import { inventory } from '../../api/inventory';
import type { CameraGroup } from '../../api/types';
import { notifyFailed, notifyUndo } from '../../form/notify';
import { GroupIcon, RecordIcon, StopIcon, TagIcon, TrashIcon } from '../../shell/icons';
import { BulkDeleteDialog } from './BulkDeleteDialog';
import { cameras, opposites, outcomeWords } from './bulkWords';
import styles from './inventory.module.css';
import { LabelDialog } from './LabelDialog';
import { none, selectionOf, type Selection } from './selection';
import { allIds } from './useCameraList';

type Change = Exclude<BulkAction, 'delete'>;
type Working = { kind: 'idle' } | { kind: 'all' } | { kind: 'change'; action: Change };

interface BulkBarProps {
  selection: Selection;
  /** What the list shows. */
  query: CameraQuery;
  groups: CameraGroup[];
  tags: string[];
  onSelect: (selection: Selection) => void;
  onChanged: () => void;
}

/** What can be done to the chosen cameras together. What is not a loss can be taken back. */
export function BulkBar({ selection, query, groups, tags, onSelect, onChanged }: BulkBarProps) {
  const [working, setWorking] = useState<Working>({ kind: 'idle' });
  const [dialog, setDialog] = useState<'tag' | 'group' | 'delete'>();
  const ids = [...selection.ids];

  const change = async (form: BulkForm & { action: Change }, what: string) => {
    setWorking({ kind: 'change', action: form.action });
    try {
      const items = await inventory.bulk(form);
      const done = items.filter((item) => item.result === 'done').map((item) => item.id);
      const words = outcomeWords(form.action, what, items);
      notifyUndo(words, () => {
        if (done.length > 0) {
          inventory.bulk({ ...form, ids: done, action: opposites[form.action] }).catch(notifyFailed).finally(onChanged);
        }
      });
    } catch (error) {
      notifyFailed(error);
    } finally {
      setWorking({ kind: 'idle' });
      onChanged();
    }
  };

  const chooseAll = () => {
    setWorking({ kind: 'all' });
    allIds(query)
      .then((all) => onSelect(selectionOf(all)), notifyFailed)
      .finally(() => setWorking({ kind: 'idle' }));
  };

  const busy = (action: Change) => working.kind === 'change' && working.action === action;

  return (
    <>
      <div className={styles.bulk} role="toolbar" aria-label="Chosen cameras">
        <span className={styles.bulkCount} role="status">{cameras(ids.length)} chosen</span>
        <Button size="compact-sm" variant="subtle" loading={working.kind === 'all'} onClick={chooseAll}>Choose all that match</Button>
        <span className={styles.bulkActions}>
          <Button
            size="sm" variant="default" leftSection={<RecordIcon width={16} />} loading={busy('record')}
            onClick={() => void change({ ids, action: 'record' }, '')}
          >
            Record
          </Button>
          <Button
            size="sm" variant="default" leftSection={<StopIcon width={16} />} loading={busy('stop-recording')}
            onClick={() => void change({ ids, action: 'stop-recording' }, '')}
          >
            Stop recording
          </Button>
          <Button size="sm" variant="default" leftSection={<TagIcon width={16} />} onClick={() => setDialog('tag')}>Tag…</Button>
          <Button size="sm" variant="default" leftSection={<GroupIcon width={16} />} onClick={() => setDialog('group')}>Group…</Button>
          <Button size="sm" variant="default" color="red" leftSection={<TrashIcon width={16} />} onClick={() => setDialog('delete')}>
            Delete…
          </Button>
        </span>
        <CloseButton aria-label="Choose none" onClick={() => onSelect(none)} />
      </div>
      {(dialog === 'tag' || dialog === 'group') && (
        <LabelDialog
          kind={dialog}
          count={ids.length}
          groups={groups}
          tags={tags}
          onChoose={(form, what) => change({ ...form, ids }, what)}
          onClose={() => setDialog(undefined)}
        />
      )}
      {dialog === 'delete' && (
        <BulkDeleteDialog
          ids={ids}
          onDeleted={() => {
            onSelect(none);
            onChanged();
          }}
          onClose={() => setDialog(undefined)}
        />
      )}
    </>
  );
}
