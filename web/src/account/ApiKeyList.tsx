import { Badge, Button, Group } from '@mantine/core';
import { useState } from 'react';
import { apiKeys } from '../api/accounts';
import type { ApiKey } from '../api/accountTypes';
import { dateWords, momentWords } from '../api/words';
import { ConfirmDialog } from '../form/ConfirmDialog';
import { notifyDone } from '../form/notify';
import { Nothing, Row, Rows } from '../shell/Sections';
import { useNow } from '../shell/useNow';

interface ApiKeyListProps {
  keys: ApiKey[];
  empty: string;
  /** For administrators: whose they are. */
  withOwner?: boolean;
  onChange: () => void;
}

export function ApiKeyList({ keys, empty, withOwner = false, onChange }: ApiKeyListProps) {
  const now = useNow(60_000);
  const [deleting, setDeleting] = useState<ApiKey>();
  if (keys.length === 0) return <Nothing>{empty}</Nothing>;

  const use = (key: ApiKey) => (key.lastUsedAt === null ? 'never used' : `last used ${momentWords(key.lastUsedAt, now)}`);
  const expired = (key: ApiKey) => key.expiresAt !== null && Date.parse(key.expiresAt) <= now;

  return (
    <>
      <Rows>
        {keys.map((key) => (
          <Row
            key={key.id}
            title={withOwner ? `${key.name} — ${key.username}` : key.name}
            action={
              <Button size="xs" variant="default" aria-label={`Delete ${key.name}`} onClick={() => setDeleting(key)}>Delete…</Button>
            }
          >
            <span>{`${use(key)} · ${expiryWords(key, expired(key))}`}</span>
            <Group gap={6} mt={6}>
              {key.scopes.map((scope) => (
                <Badge key={scope} size="sm" color={expired(key) ? 'gray' : 'lagoon'}>{scope}</Badge>
              ))}
            </Group>
          </Row>
        ))}
      </Rows>
      {deleting && (
        <ConfirmDialog
          title={`Delete the key ${deleting.name}?`}
          action="Delete key"
          onConfirm={async () => {
            await apiKeys.delete(deleting.id);
            notifyDone(`${deleting.name} deleted`);
            onChange();
          }}
          onClose={() => setDeleting(undefined)}
        >
          Programs that use it are refused at once.
        </ConfirmDialog>
      )}
    </>
  );
}

function expiryWords(key: ApiKey, expired: boolean): string {
  if (key.expiresAt === null) return 'does not expire';
  return `${expired ? 'expired' : 'expires'} ${dateWords(key.expiresAt)}`;
}
