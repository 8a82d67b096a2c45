import { useCallback } from 'react';
import { ApiKeyList } from '../../account/ApiKeyList';
import { apiKeys } from '../../api/accounts';
import { useLoaded } from '../../api/useLoaded';
import { LoadedView } from '../../form/LoadedView';
import { Panel, SectionHead } from '../../shell/Sections';

/** The keys of all accounts: what can come in besides people. */
export function AllKeysPage() {
  const keys = useLoaded(useCallback((signal: AbortSignal) => apiKeys.list(true, signal), []));
  return (
    <>
      <SectionHead title="API keys" />
      <Panel title="Keys of all users" words="Each acts as its owner, within its scopes. Your own are made in your account.">
        <LoadedView of={keys}>
          {(items) => <ApiKeyList keys={items} withOwner empty="Nobody has made a key." onChange={keys.reload} />}
        </LoadedView>
      </Panel>
    </>
  );
}
