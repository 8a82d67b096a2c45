import { Button, Menu } from '@mantine/core';
import type { CameraQuery } from '../../api/cameraTypes';
import { inventory } from '../../api/inventory';
import { ExportIcon } from '../../shell/icons';

const formats = [
  { format: 'xlsx', label: 'Excel (XLSX)' },
  { format: 'csv', label: 'Table (CSV)' },
] as const;

export function ExportMenu({ query }: { query: CameraQuery }) {
  return (
    <Menu position="bottom-end" shadow="md" withinPortal>
      <Menu.Target>
        <Button variant="default" leftSection={<ExportIcon width={16} />}>Export</Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{Object.keys(query).length === 0 ? 'All cameras' : 'The cameras that were found'}, without passwords</Menu.Label>
        {formats.map(({ format, label }) => (
          <Menu.Item key={format} component="a" href={inventory.exportUrl(query, format)} download>{label}</Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
