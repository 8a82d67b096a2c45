import { Button } from '@mantine/core';
import { useCallback, useState } from 'react';
import { apiKeys } from '../api/accounts';
import { useLoaded } from '../api/useLoaded';
import { LoadedView } from '../form/LoadedView';
import { PlusIcon } from '../shell/icons';
import { Panel } from '../shell/Sections';
import { ApiKeyList } from './ApiKeyList';
import { NewApiKeyDialog } from './NewApiKeyDialog';

export function ApiKeysSection() {
  const keys = useLoaded(useCallback((signal: AbortSignal) => apiKeys.list(false, signal), []));
  const [adding, setAdding] = useState(false);
  return (
    <Panel
      title="Keys of programs"
      words="A program that sends one of these as bearer token acts as you, within the key’s scopes."
      action={<Button leftSection={<PlusIcon width={16} />} onClick={() => setAdding(true)}>New key</Button>}
    >
      <LoadedView of={keys}>
        {(items) => (
          <ApiKeyList keys={items} empty="No keys yet. Scripts and other systems need one to speak to the API." onChange={keys.reload} />
        )}
      </LoadedView>
      {adding && <NewApiKeyDialog onClose={() => setAdding(false)} onAdded={keys.reload} />}
    </Panel>
  );
}
