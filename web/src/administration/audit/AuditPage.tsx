import { Button, Menu } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useCallback, useState } from 'react';
import { audit } from '../../api/accounts';
import type { AuditEntry } from '../../api/accountTypes';
import { serverNow } from '../../api/serverClock';
import { useParts } from '../../api/useParts';
import { PartsView } from '../../form/PartsView';
import { ExportIcon } from '../../shell/icons';
import { Nothing, SectionHead } from '../../shell/Sections';
import { AuditDrawer } from './AuditDrawer';
import { AuditFilters } from './AuditFilters';
import { AuditTable } from './AuditTable';
import { ChainState } from './ChainState';
import { auditQuery, everything, type AuditFilter } from './auditFilter';

const typingMillis = 300;

export function AuditPage() {
  const [filter, setFilter] = useState<AuditFilter>(everything);
  const [settled] = useDebouncedValue(filter, typingMillis);
  const [open, setOpen] = useState<AuditEntry>();
  const entries = useParts(
    useCallback(
      (cursor: string | undefined, signal: AbortSignal) =>
        audit.search(auditQuery(settled, serverNow()), cursor, signal),
      [settled],
    ),
  );

  return (
    <>
      <SectionHead title="Audit log" words={<ChainState />}>
        <ExportMenu filter={filter} />
      </SectionHead>
      <AuditFilters filter={filter} onChange={setFilter} />
      <PartsView of={entries}>
        {(items) =>
          items.length === 0 ? <Nothing>Nothing like this was done.</Nothing> : <AuditTable entries={items} onOpen={setOpen} />
        }
      </PartsView>
      <AuditDrawer entry={open} onClose={() => setOpen(undefined)} />
    </>
  );
}

const formats = [
  { format: 'csv', label: 'Table (CSV)' },
  { format: 'jsonl', label: 'For programs (JSON lines)' },
] as const;

function ExportMenu({ filter }: { filter: AuditFilter }) {
  return (
    <Menu position="bottom-end" shadow="md" withinPortal>
      <Menu.Target>
        <Button variant="default" leftSection={<ExportIcon width={16} />}>Export</Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>All entries that match the filter</Menu.Label>
        {formats.map(({ format, label }) => (
          <Menu.Item
            key={format}
            component="a"
            href={audit.exportUrl(auditQuery(filter, serverNow()), format)}
            download
          >
            {label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
