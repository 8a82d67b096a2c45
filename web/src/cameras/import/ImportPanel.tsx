import { Alert, Anchor, Button, Group, Progress, Stack } from '@mantine/core';
import { useState } from 'react';
import type { ImportReport } from '../../api/cameraTypes';
import { inventory } from '../../api/inventory';
import type { Sent } from '../../api/upload';
import { ProblemAlert } from '../../form/ProblemAlert';
import { AlertIcon, CheckIcon } from '../../shell/icons';
import { Panel } from '../../shell/Sections';
import { cameras } from '../inventory/bulkWords';
import { DropZone } from './DropZone';
import { ImportRows } from './ImportRows';
import styles from './import.module.css';
import { fileProblem, progressWords, rowsOf, verdictWords } from './importWords';

type Import =
  | { kind: 'none' }
  | { kind: 'refused'; words: string }
  | { kind: 'checking'; file: File; sent?: Sent; /** Undefined while nobody knows. */ rows?: number }
  | { kind: 'checked'; file: File; report: ImportReport; /** Of a try to add them. */ error?: unknown }
  | { kind: 'adding'; file: File; report: ImportReport; sent?: Sent }
  | { kind: 'added'; file: File; report: ImportReport }
  | { kind: 'failed'; file: File; error: unknown };

/** From a file to cameras: first it is told what would come of each row, then one click adds them. */
export function ImportPanel() {
  const [state, setState] = useState<Import>({ kind: 'none' });

  const onSent = (sent: Sent) =>
    setState((now) => (now.kind === 'checking' || now.kind === 'adding' ? { ...now, sent } : now));

  const check = (file: File) => {
    const words = fileProblem(file);
    if (words !== undefined) {
      setState({ kind: 'refused', words });
      return;
    }
    setState({ kind: 'checking', file });
    rowsOf(file).then(
      (rows) => setState((now) => (now.kind === 'checking' && rows !== undefined ? { ...now, rows } : now)),
      // The server says it if the file can't be read.
      () => undefined,
    );
    inventory.import(file, true, onSent).then(
      (report) => setState({ kind: 'checked', file, report }),
      (error: unknown) => setState({ kind: 'failed', file, error }),
    );
  };

  const add = (file: File, report: ImportReport) => {
    setState({ kind: 'adding', file, report });
    inventory.import(file, false, onSent).then(
      (result) => setState({ kind: 'added', file, report: result }),
      (error: unknown) => setState({ kind: 'checked', file, report, error }),
    );
  };

  return (
    <>
      <Panel
        title="The list"
        words={
          <>
            One row for each camera: a name and an address, or a host and its manufacturer.{' '}
            <Anchor href={inventory.importTemplateUrl('xlsx')} download size="sm">Excel file to fill in</Anchor>
            {' · '}
            <Anchor href={inventory.importTemplateUrl('csv')} download size="sm">the same as CSV</Anchor>
          </>
        }
      >
        <DropZone disabled={state.kind === 'checking' || state.kind === 'adding'} onFile={check} />
      </Panel>
      <Outcome state={state} onAdd={add} />
    </>
  );
}

function Outcome({ state, onAdd }: { state: Import; onAdd: (file: File, report: ImportReport) => void }) {
  switch (state.kind) {
    case 'none':
      return null;
    case 'refused':
      return <Alert color="red" icon={<AlertIcon />} title="This file can’t be read" role="alert">{state.words}</Alert>;
    case 'failed':
      return <ProblemAlert error={state.error} />;
    case 'checking':
      return <Working name={state.file.name} sent={state.sent} words={progressWords(state.sent, state.rows, false)} />;
    case 'checked':
      return <Checked state={state} onAdd={() => onAdd(state.file, state.report)} />;
    case 'adding':
      return (
        <>
          <Working
            name={state.file.name}
            sent={state.sent}
            words={progressWords(state.sent, state.report.counts.new, true)}
          />
          <ImportRows report={state.report} />
        </>
      );
    case 'added':
      return <Added report={state.report} />;
  }
}

/** How much has gone; from then on the server works for as long as it takes. */
function Working({ name, sent, words }: { name: string; sent: Sent | undefined; words: string }) {
  const share = sent && sent.ofBytes > 0 ? (100 * sent.bytes) / sent.ofBytes : 0;
  return (
    <Stack gap="xs" role="status">
      <p className={styles.words}><strong>{name}</strong> {words}</p>
      <Progress value={share} animated={share >= 100} aria-label={words} />
    </Stack>
  );
}

function Checked({ state, onAdd }: { state: Extract<Import, { kind: 'checked' }>; onAdd: () => void }) {
  const { report, file } = state;
  const { counts, ignoredColumns } = report;
  return (
    <>
      <Panel
        title={file.name}
        words={`${verdictWords(counts)}. Nothing is added yet.`}
        action={
          <Button size="md" disabled={counts.new === 0} onClick={onAdd}>
            {counts.new === 0 ? 'Nothing to add' : `Add ${cameras(counts.new)}`}
          </Button>
        }
      >
        <Stack>
          {counts.wrong > 0 && counts.new > 0 && (
            <p className={styles.words}>
              Wrong rows are left out. Put them right in the file and drop it once more: what is there by then is not added
              twice.
            </p>
          )}
          {ignoredColumns.length > 0 && (
            <p className={styles.words}>Columns that say nothing to Sightline: {ignoredColumns.join(', ')}.</p>
          )}
          <ProblemAlert error={state.error} />
        </Stack>
      </Panel>
      <ImportRows report={report} />
    </>
  );
}

function Added({ report }: { report: ImportReport }) {
  const { counts } = report;
  const rest = report.items.filter((row) => row.status !== 'new');
  return (
    <>
      <Alert color="lagoon" icon={<CheckIcon />} title={`${cameras(counts.added)} added`} role="status">
        {rest.length === 0 ? 'Every row of the file.' : verdictWords(counts).replace(/^[^,]*, /, 'Not added: ').concat('.')}
      </Alert>
      <Group>
        <Button component="a" href="#/cameras">Show the cameras</Button>
        <Button component="a" href="#/" variant="default">Watch them live</Button>
      </Group>
      {rest.length > 0 && <ImportRows report={{ ...report, items: rest }} />}
    </>
  );
}
