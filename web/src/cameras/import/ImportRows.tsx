import { Anchor, Badge, Button, Group, SegmentedControl, Stack } from '@mantine/core';
import { useState } from 'react';
import type { ImportReport, ImportRow, RowStatus } from '../../api/cameraTypes';
import { cameraHref } from '../../shell/route';
import styles from './import.module.css';
import { reasonWords, statusWords } from './importWords';

/** Rows drawn at once: a browser takes long over thousands. */
const partSize = 200;
const statuses: RowStatus[] = ['wrong', 'double', 'new'];
const colours: Record<RowStatus, string> = { new: 'lagoon', double: 'gray', wrong: 'red' };

/** What comes of each row, and why; those that are in the way can be looked at alone. */
export function ImportRows({ report }: { report: ImportReport }) {
  const [only, setOnly] = useState<RowStatus | 'all'>('all');
  const [count, setCount] = useState(partSize);
  const of = (status: RowStatus) => report.items.filter((row) => row.status === status).length;
  const rows = only === 'all' ? report.items : report.items.filter((row) => row.status === only);
  const choices = [
    { value: 'all', label: `All (${report.items.length.toLocaleString('en')})` },
    ...statuses
      .filter((status) => of(status) > 0)
      .map((status) => ({ value: status, label: `${statusWords[status]} (${of(status).toLocaleString('en')})` })),
  ];
  return (
    <Stack>
      {choices.length > 2 && (
        <SegmentedControl
          className={styles.only}
          aria-label="Rows to show"
          data={choices}
          value={only}
          onChange={(value) => {
            setOnly(value as RowStatus | 'all');
            setCount(partSize);
          }}
        />
      )}
      <div className={styles.frame}>
        <table className={styles.rows}>
          <thead>
            <tr>
              <th scope="col">Row</th>
              <th scope="col">Camera</th>
              <th scope="col">Outcome</th>
              <th scope="col">Why</th>
            </tr>
          </thead>
          <tbody>{rows.slice(0, count).map((row) => <Row key={row.row} row={row} />)}</tbody>
        </table>
      </div>
      {rows.length > count && (
        <Group justify="center">
          <Button variant="default" onClick={() => setCount(count + partSize)}>Show more</Button>
        </Group>
      )}
    </Stack>
  );
}

function Row({ row }: { row: ImportRow }) {
  return (
    <tr>
      <td>{row.row}</td>
      <td>
        <strong>{row.name || '—'}</strong>
        <span>{row.host}</span>
      </td>
      <td><Badge color={colours[row.status]}>{statusWords[row.status]}</Badge></td>
      <td>
        {reasonWords(row)}
        {row.cameraId !== null && (
          <>
            {' '}
            <Anchor href={cameraHref(row.cameraId)} size="sm" aria-label={`Open the camera of row ${row.row}`}>Open it</Anchor>
          </>
        )}
      </td>
    </tr>
  );
}
