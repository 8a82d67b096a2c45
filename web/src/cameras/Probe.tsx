import { Alert } from '@mantine/core';
import { useRef, useState } from 'react';
import { api } from '../api/client';
import type { Probe } from '../api/types';
import { describeTrack } from '../api/words';
import { ProblemAlert } from '../form/ProblemAlert';
import { CheckIcon } from '../shell/icons';

export type Test = { kind: 'none' } | { kind: 'running' } | { kind: 'found'; probe: Probe } | { kind: 'failed'; error: unknown };

/** Tries a stream's address before it is a camera's. An answer that comes too late is not shown. */
export function useProbe(): { test: Test; run: (url: string) => void; forget: () => void } {
  const [test, setTest] = useState<Test>({ kind: 'none' });
  const latest = useRef(0);
  const run = (url: string) => {
    const mine = ++latest.current;
    const tell = (result: Test) => {
      if (mine === latest.current) setTest(result);
    };
    tell({ kind: 'running' });
    api.probe(url).then(
      (probe) => tell({ kind: 'found', probe }),
      (error: unknown) => tell({ kind: 'failed', error }),
    );
  };
  const forget = () => {
    latest.current++;
    setTest({ kind: 'none' });
  };
  return { test, run, forget };
}

export function TestResult({ test }: { test: Test }) {
  switch (test.kind) {
    case 'none':
    case 'running':
      return null;
    case 'failed':
      return <ProblemAlert error={test.error} />;
    case 'found': {
      const unplayable = test.probe.tracks.filter((track) => !track.playable);
      return (
        <Alert color="lagoon" icon={<CheckIcon />} title="The camera answers" role="status">
          {test.probe.tracks.map(describeTrack).join(' · ')}
          {unplayable.some((track) => track.kind === 'video') && (
            <div>It is recorded as it is, but browsers cannot show this format live. H.264 can be shown everywhere.</div>
          )}
        </Alert>
      );
    }
  }
}
