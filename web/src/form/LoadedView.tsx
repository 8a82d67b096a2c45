import { Button, Skeleton, Stack } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Loading } from '../api/useLoaded';
import { ProblemAlert } from './ProblemAlert';

/** What was loaded, or that it comes, or why it does not. */
export function LoadedView<T>({ of, children }: { of: Loading<T>; children: (value: T) => ReactNode }) {
  switch (of.loaded.kind) {
    case 'loading':
      return (
        <Stack gap="sm" role="status" aria-label="Loading">
          {[0, 1, 2].map((line) => <Skeleton key={line} height={22} width={`${80 - line * 18}%`} />)}
        </Stack>
      );
    case 'failed':
      return (
        <Stack align="start">
          <ProblemAlert error={of.loaded.error} />
          <Button variant="default" onClick={of.reload}>Try again</Button>
        </Stack>
      );
    case 'ready':
      return children(of.loaded.value);
  }
}
