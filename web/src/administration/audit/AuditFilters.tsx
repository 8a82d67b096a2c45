import { Select, TextInput } from '@mantine/core';
import { SearchIcon } from '../../shell/icons';
import styles from './audit.module.css';
import type { AuditFilter, AuditSpan } from './auditFilter';
import { actionGroups, outcomeWords } from './auditWords';

interface AuditFiltersProps {
  filter: AuditFilter;
  onChange: (filter: AuditFilter) => void;
}

const actions = actionGroups.map(({ group, actions: words }) => ({
  group,
  items: Object.entries(words).map(([value, label]) => ({ value, label })),
}));
const outcomes = Object.entries(outcomeWords).map(([value, label]) => ({ value, label }));
const spans = [
  { value: 'all', label: 'All time' },
  { value: '1', label: 'Last hour' },
  { value: '24', label: 'Last 24 hours' },
  { value: '168', label: 'Last 7 days' },
  { value: '720', label: 'Last 30 days' },
  { value: 'between', label: 'Between…' },
];

export function AuditFilters({ filter, onChange }: AuditFiltersProps) {
  const { span } = filter;
  const change = (part: Partial<AuditFilter>) => onChange({ ...filter, ...part });
  return (
    <search className={styles.filters} aria-label="Filter">
      <TextInput
        aria-label="Text"
        placeholder="Search names, addresses, details"
        leftSection={<SearchIcon width={18} />}
        value={filter.text}
        onChange={(event) => change({ text: event.currentTarget.value })}
      />
      <TextInput
        aria-label="Person"
        placeholder="Person"
        autoCapitalize="none"
        spellCheck={false}
        value={filter.actor}
        onChange={(event) => change({ actor: event.currentTarget.value })}
      />
      <Select
        aria-label="Action"
        placeholder="Any action"
        searchable
        clearable
        data={actions}
        value={filter.action}
        onChange={(action) => change({ action })}
      />
      <Select
        aria-label="Outcome"
        placeholder="Any outcome"
        clearable
        data={outcomes}
        value={filter.outcome}
        onChange={(outcome) => change({ outcome })}
      />
      <Select
        aria-label="Time"
        data={spans}
        allowDeselect={false}
        value={span.kind === 'last' ? String(span.hours) : span.kind}
        onChange={(value) => change({ span: spanOf(value) })}
      />
      {span.kind === 'between' && (
        <div className={styles.span}>
          <TextInput
            type="datetime-local"
            label="From"
            value={span.from}
            onChange={(event) => change({ span: { ...span, from: event.currentTarget.value } })}
          />
          <TextInput
            type="datetime-local"
            label="Until"
            value={span.to}
            onChange={(event) => change({ span: { ...span, to: event.currentTarget.value } })}
          />
        </div>
      )}
    </search>
  );
}

function spanOf(value: string | null): AuditSpan {
  switch (value) {
    case null:
    case 'all':
      return { kind: 'all' };
    case 'between':
      return { kind: 'between', from: '', to: '' };
    default:
      return { kind: 'last', hours: Number(value) };
  }
}
