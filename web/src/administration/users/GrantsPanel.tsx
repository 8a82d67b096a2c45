import { Alert } from '@mantine/core';
import { useCallback } from 'react';
import { users } from '../../api/accounts';
import type { User } from '../../api/accountTypes';
import { api } from '../../api/client';
import { useLoaded } from '../../api/useLoaded';
import { LoadedView } from '../../form/LoadedView';
import { Panel } from '../../shell/Sections';
import { GrantsEditor } from './GrantsEditor';
import type { Subject } from './grants';

export function GrantsPanel({ user }: { user: User }) {
  const { id } = user;
  const all = useLoaded(useCallback((signal: AbortSignal) => load(id, signal), [id]));
  const byRole = user.roles.includes('moderator') || user.roles.includes('administrator');
  return (
    <Panel title="Cameras" words="What this user may do, besides the cameras that are the user’s own. A change counts at once.">
      {byRole && (
        <Alert color="gray" mb="md">The role lets this user see all cameras, with all rights. What is granted here counts when the role is gone.</Alert>
      )}
      <LoadedView of={all}>
        {({ grants, subjects }) => <GrantsEditor userId={id} initial={grants} subjects={subjects} />}
      </LoadedView>
    </Panel>
  );
}

async function load(id: string, signal: AbortSignal) {
  const [grants, cameras, groups] = await Promise.all([users.grants(id, signal), api.cameras(signal), api.groups(signal)]);
  const subjects: Subject[] = [
    ...groups.map((group) => ({ kind: 'group' as const, id: group.id, name: group.name })),
    ...cameras.map((camera) => ({ kind: 'camera' as const, id: camera.id, name: camera.name })),
  ];
  return { grants: grants.items, subjects };
}
