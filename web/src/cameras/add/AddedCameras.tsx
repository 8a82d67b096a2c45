import { Alert, Button, Group, Stack } from '@mantine/core';
import { useCallback } from 'react';
import { inventory } from '../../api/inventory';
import { useLoaded } from '../../api/useLoaded';
import { CheckIcon } from '../../shell/icons';
import { addHref, cameraHref } from '../../shell/route';

/** What came of it. */
export function AddedCameras({ ids }: { ids: string[] }) {
  const { loaded } = useLoaded(
    useCallback((signal: AbortSignal) => Promise.all(ids.map((id) => inventory.get(id, signal).catch(() => undefined))), [ids]),
  );
  const there = loaded.kind === 'ready' ? loaded.value.filter((camera) => camera !== undefined) : [];
  return (
    <Stack>
      <Alert color="lagoon" icon={<CheckIcon />} title={ids.length === 1 ? 'The camera is added' : `${ids.length} cameras are added`} role="status">
        {there.map((camera) => camera.name).join(', ')}
      </Alert>
      <Group>
        {there.length === 1 && there[0] && (
          <Button component="a" href={cameraHref(there[0].id)}>Watch {there[0].name}</Button>
        )}
        <Button component="a" href={addHref('address')} variant="default">Add another</Button>
        <Button component="a" href="#/cameras" variant="subtle">All cameras</Button>
      </Group>
    </Stack>
  );
}
