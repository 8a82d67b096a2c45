import { Button, Group } from '@mantine/core';
import { useState } from 'react';
import { entrance, own } from '../api/accounts';
import type { AuthState, Identity } from '../api/accountTypes';
import { useLoaded } from '../api/useLoaded';
import { momentWords } from '../api/words';
import { ConfirmDialog } from '../form/ConfirmDialog';
import { LoadedView } from '../form/LoadedView';
import { LinkIcon } from '../shell/icons';
import { Panel, Row, Rows } from '../shell/Sections';
import { useNow } from '../shell/useNow';

/** Log-ins of other providers; not there at all where the server has none. */
export function IdentitiesSection() {
  const all = useLoaded(loadAll);
  if (all.loaded.kind === 'loading') return null;
  if (all.loaded.kind === 'ready' && all.loaded.value.auth.providers.length === 0) return null;
  return (
    <Panel title="Linked log-ins" words="Log in here with an account that you have elsewhere.">
      <LoadedView of={all}>
        {({ auth, identities }) => <Identities auth={auth} identities={identities} onChange={all.reload} />}
      </LoadedView>
    </Panel>
  );
}

async function loadAll(signal: AbortSignal) {
  const auth = await entrance.state();
  const identities = auth.providers.length === 0 ? [] : (await own.identities(signal)).items;
  return { auth, identities };
}

interface IdentitiesProps {
  auth: AuthState;
  identities: Identity[];
  onChange: () => void;
}

function Identities({ auth, identities, onChange }: IdentitiesProps) {
  const now = useNow(60_000);
  const [unlinking, setUnlinking] = useState<Identity>();
  const free = auth.providers.filter((provider) => !identities.some((identity) => identity.provider === provider.id));
  const nameOf = (id: string) => auth.providers.find((provider) => provider.id === id)?.name ?? id;

  return (
    <>
      {identities.length > 0 && (
        <Rows>
          {identities.map((identity) => (
            <Row
              key={identity.id}
              title={nameOf(identity.provider)}
              action={
                <Button size="xs" variant="default" onClick={() => setUnlinking(identity)}>{`Unlink ${nameOf(identity.provider)}`}</Button>
              }
            >
              <span>{`${identity.email || identity.name} · linked ${momentWords(identity.linkedAt, now)}`}</span>
            </Row>
          ))}
        </Rows>
      )}
      {free.length > 0 && (
        <Group mt={identities.length > 0 ? 'md' : 0}>
          {free.map((provider) => (
            <Button
              key={provider.id}
              component="a"
              variant="default"
              leftSection={<LinkIcon width={16} />}
              href={`api/v1/auth/oidc/${encodeURIComponent(provider.id)}/start?link=true`}
            >
              {`Link ${provider.name}`}
            </Button>
          ))}
        </Group>
      )}
      {unlinking && (
        <ConfirmDialog
          title={`Unlink ${nameOf(unlinking.provider)}?`}
          action="Unlink"
          onConfirm={async () => {
            await own.unlinkIdentity(unlinking.id);
            onChange();
          }}
          onClose={() => setUnlinking(undefined)}
        >
          You can no longer log in with it. Your password goes on to work.
        </ConfirmDialog>
      )}
    </>
  );
}
