import { Button, Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { CameraState, CameraStates, HealthStatus } from '../../api/healthTypes';
import { useNotified } from '../../api/notifications';
import type { Polled } from '../../api/usePolled';
import { ProblemAlert } from '../../form/ProblemAlert';
import { SearchIcon } from '../../shell/icons';
import { addHref } from '../../shell/route';
import { StatusDot } from '../../shell/StatusDot';
import { Nothing, SectionHead } from '../../shell/Sections';
import { useNow } from '../../shell/useNow';
import { among, chosen, countsOf, everything, labelsOf, type HealthFilter } from '../cameraStates';
import { checkedEvery, counted, healthTone, statusWords, summary } from '../healthWords';
import { useCameraStates } from '../useCameraStates';
import { CameraRow } from './CameraRow';
import styles from './overview.module.css';

const shown = 100;

export function OverviewSection({ mayManage }: { mayManage: boolean }) {
  const states = useCameraStates();
  return (
    <>
      <SectionHead title="Health" words={<Liveness states={states} />} />
      {states.kind === 'loading' && <p role="status" className={styles.waiting}>Looking…</p>}
      {states.kind === 'failed' && <ProblemAlert error={states.error} />}
      {states.kind === 'ready' && <Cameras states={states.value.items} mayManage={mayManage} />}
    </>
  );
}

/** Whether what is shown is of this moment. */
function Liveness({ states }: { states: Polled<CameraStates> }) {
  const notified = useNotified();
  if (states.kind === 'ready' && states.stale) return 'The server does not answer. This is how it was; it is tried again by itself.';
  const checked = states.kind === 'ready' ? checkedEvery(states.value.intervalSeconds) : '';
  return [checked, notified && 'Changes appear here by themselves.'].filter(Boolean).join(' ');
}

function Cameras({ states, mayManage }: { states: CameraState[]; mayManage: boolean }) {
  const [filter, setFilter] = useState<HealthFilter>(everything);
  const [all, setAll] = useState(false);
  const now = useNow(10_000);
  const groups = labelsOf(states, 'groups');
  const tags = labelsOf(states, 'tags');
  const counts = countsOf(among(states, filter));
  const found = chosen(states, filter);
  const listed = all ? found : found.slice(0, shown);

  if (states.length === 0) {
    return (
      <Nothing>
        {mayManage ? <>There are no cameras yet. <a href={addHref('address')} className={styles.link}>Add one</a>, and see here how it is.</> : 'There are no cameras that you may see.'}
      </Nothing>
    );
  }
  const statuses: HealthStatus[] = ['offline', 'online-without-picture', 'online'];
  if (counts.unknown > 0) statuses.push('unknown');
  return (
    <>
      <div className={styles.tiles} role="group" aria-label="Show cameras that are">
        {statuses.map((status) => (
          <button
            key={status}
            type="button"
            className={styles.tile}
            data-tone={counts[status] > 0 ? healthTone(status) : undefined}
            aria-pressed={filter.status === status}
            onClick={() => setFilter({ ...filter, status: filter.status === status ? null : status })}
          >
            <strong>{counts[status]}</strong>
            <span><StatusDot tone={counts[status] > 0 ? healthTone(status) : 'quiet'} /> {statusWords[status]}</span>
          </button>
        ))}
      </div>
      <section className={styles.panel} aria-label="Cameras">
        <div className={styles.panelHead}>
          <h2>{filter.status === null ? 'Needs attention' : statusWords[filter.status]}</h2>
          <div className={styles.filters}>
            {groups.length > 0 && (
              <Select
                aria-label="Group"
                placeholder="Any group"
                clearable
                searchable
                data={groups}
                value={filter.group}
                onChange={(group) => setFilter({ ...filter, group })}
              />
            )}
            {tags.length > 0 && (
              <Select
                aria-label="Tag"
                placeholder="Any tag"
                clearable
                searchable
                data={tags}
                value={filter.tag}
                onChange={(tag) => setFilter({ ...filter, tag })}
              />
            )}
            <TextInput
              aria-label="Find a camera"
              placeholder="Find a camera"
              leftSection={<SearchIcon width={18} />}
              value={filter.text}
              onChange={(event) => setFilter({ ...filter, text: event.currentTarget.value })}
            />
          </div>
        </div>
        {found.length === 0 ? (
          <Nothing>{emptyWords(filter, counts)}</Nothing>
        ) : (
          <ul className={styles.cameras}>
            {listed.map((state) => <CameraRow key={state.cameraId} state={state} nowMillis={now} />)}
          </ul>
        )}
        {listed.length < found.length && (
          <Button variant="default" onClick={() => setAll(true)}>Show all {counted(found.length, 'camera')}</Button>
        )}
      </section>
    </>
  );
}

function emptyWords(filter: HealthFilter, counts: Record<HealthStatus, number>): string {
  if (filter.text !== '') return 'No camera of this name here.';
  if ((filter.group !== null || filter.tag !== null) && counts.offline + counts['online-without-picture'] + counts.online + counts.unknown === 0) {
    return 'No camera has this group and tag.';
  }
  return filter.status === null ? `${summary(counts)}. There is nothing to do.` : `No camera is ${statusWords[filter.status].toLowerCase()}.`;
}
