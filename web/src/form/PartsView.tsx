import { Button, Group, Stack } from '@mantine/core';
import type { ReactNode } from 'react';
import type { PartsLoading } from '../api/useParts';
import { LoadedView } from './LoadedView';
import { ProblemAlert } from './ProblemAlert';

/** As much of a long list as was asked for, with a button for more. */
export function PartsView<T>({ of, children }: { of: PartsLoading<T>; children: (items: T[]) => ReactNode }) {
  const { parts } = of;
  if (parts.kind !== 'ready') {
    return (
      <LoadedView of={{ loaded: parts, reload: of.reload, replace: () => undefined }}>{() => null}</LoadedView>
    );
  }
  return (
    <Stack>
      {children(parts.items)}
      {typeof parts.more === 'object' && <ProblemAlert error={parts.more.error} />}
      {parts.next !== null && (
        <Group justify="center">
          <Button variant="default" loading={parts.more === 'loading'} onClick={of.loadMore}>Show more</Button>
        </Group>
      )}
    </Stack>
  );
}
