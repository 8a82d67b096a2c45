import { Button, CloseButton, Select, TextInput } from '@mantine/core';
import type { CameraSummary } from '../../api/cameraTypes';
import type { CameraGroup, StreamState } from '../../api/types';
import { SearchIcon, StarIcon } from '../../shell/icons';
import styles from './inventory.module.css';
import { stateWords, type InventoryFilter } from './inventoryFilter';

interface FilterBarProps {
  filter: InventoryFilter;
  groups: CameraGroup[];
  /** Undefined as long as it is not known. */
  summary: CameraSummary | undefined;
  onChange: (filter: InventoryFilter) => void;
}

export function FilterBar({ filter, groups, summary, onChange }: FilterBarProps) {
  const change = (part: Partial<InventoryFilter>) => onChange({ ...filter, ...part });
  const states = Object.entries(stateWords).map(([value, label]) => ({
    value,
    label: counted(label, summary?.states[value]),
  }));
  return (
    <search className={styles.filters} aria-label="Filter">
      <TextInput
        className={styles.search}
        aria-label="Search cameras"
        placeholder="Name, address, model, tag"
        leftSection={<SearchIcon width={18} />}
        rightSection={filter.text !== '' && <CloseButton size="sm" aria-label="Clear search" onClick={() => change({ text: '' })} />}
        value={filter.text}
        onChange={(event) => change({ text: event.currentTarget.value })}
      />
      <Select
        aria-label="Group"
        placeholder="Any group"
        clearable
        searchable={groups.length > 8}
        nothingFoundMessage="No group is called so"
        data={groups.map((group) => ({ value: group.id, label: counted(group.name, group.cameras) }))}
        value={filter.group}
        onChange={(group) => change({ group })}
      />
      <Select
        aria-label="Tag"
        placeholder="Any tag"
        clearable
        searchable={(summary?.tags.length ?? 0) > 8}
        nothingFoundMessage="There is no such tag"
        data={(summary?.tags ?? []).map(({ tag, cameras }) => ({ value: tag, label: counted(tag, cameras) }))}
        value={filter.tag}
        onChange={(tag) => change({ tag })}
      />
      <Select
        aria-label="State"
        placeholder="Any state"
        clearable
        data={states}
        value={filter.state}
        onChange={(state) => change({ state: state as StreamState | null })}
      />
      <Button
        variant={filter.favourite ? 'light' : 'default'}
        color={filter.favourite ? 'yellow' : 'gray'}
        aria-pressed={filter.favourite}
        leftSection={<StarIcon width={16} fill={filter.favourite ? 'currentColor' : 'none'} />}
        onClick={() => change({ favourite: !filter.favourite })}
      >
        Favourites
      </Button>
    </search>
  );
}

function counted(label: string, count: number | undefined): string {
  return count === undefined ? label : `${label} (${count.toLocaleString('en')})`;
}
