import { Alert, Button, Checkbox, Group, Modal, Select, SimpleGrid, Stack, TextInput } from '@mantine/core';
import { useState, type SubmitEvent } from 'react';
import { apiKeys } from '../api/accounts';
import { scopes, type Me, type Scope } from '../api/accountTypes';
import { scopeWords } from '../api/accountWords';
import { serverNow } from '../api/serverClock';
import { ProblemAlert } from '../form/ProblemAlert';
import { useSubmission } from '../form/useSubmission';
import { useMe } from '../session/useSession';
import { KeyIcon } from '../shell/icons';
import { CopyField } from './CopyField';

const lifetimes = [
  { value: '30', label: '30 days' },
  { value: '90', label: '90 days' },
  { value: '365', label: 'One year' },
  { value: 'never', label: 'Does not expire' },
];
const dayMillis = 86_400_000;

export function NewApiKeyDialog({ onClose, onAdded }: { onClose: () => void; onAdded: () => void }) {
  const me = useMe();
  const [name, setName] = useState('');
  const [chosen, setChosen] = useState<Scope[]>(['view']);
  const [days, setDays] = useState('90');
  const [key, setKey] = useState<string | null>(null);
  const { running, error, submit } = useSubmission();

  const add = (event: SubmitEvent) => {
    event.preventDefault();
    submit(async () => {
      const expiresAt = days === 'never' ? null : new Date(serverNow() + Number(days) * dayMillis).toISOString();
      setKey((await apiKeys.add({ name: name.trim(), scopes: chosen, expiresAt })).key);
      onAdded();
    });
  };

  if (key !== null) {
    return (
      <Modal opened onClose={onClose} title={`Key ${name}`} centered closeOnClickOutside={false} closeOnEscape={false} withCloseButton={false}>
        <Stack>
          <Alert color="yellow" icon={<KeyIcon />} title="Copy it now">It is not shown again.</Alert>
          <CopyField label="Key" value={key} />
          <Group justify="flex-end"><Button onClick={onClose}>I have copied it</Button></Group>
        </Stack>
      </Modal>
    );
  }
  return (
    <Modal opened onClose={onClose} title="New API key" centered size="lg">
      <form onSubmit={add}>
        <Stack gap="md">
          <TextInput
            label="Name"
            description="What it is for, so that you know it later"
            placeholder="Access control"
            data-autofocus
            maxLength={100}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <Checkbox.Group label="What it may do" value={chosen} onChange={setChosen}>
            <SimpleGrid cols={{ base: 1, xs: 2 }} mt="xs" spacing="xs">
              {scopes.filter((scope) => mayGive(me, scope)).map((scope) => (
                <Checkbox key={scope} value={scope} label={scopeWords[scope]} />
              ))}
            </SimpleGrid>
          </Checkbox.Group>
          <Select label="How long" data={lifetimes} value={days} allowDeselect={false} onChange={(value) => setDays(value ?? '90')} />
          <ProblemAlert error={error} />
          <Group justify="flex-end" gap="sm">
            <Button variant="subtle" color="gray" onClick={onClose}>Cancel</Button>
            <Button type="submit" loading={running} disabled={name.trim() === '' || chosen.length === 0}>Create key</Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

/** A key can do no more than its owner. */
function mayGive(me: Me, scope: Scope): boolean {
  switch (scope) {
    case 'manage-cameras':
    case 'metrics':
      return me.rights.manageCameras;
    case 'manage-users':
      return me.rights.manageUsers;
    case 'audit':
      return me.rights.audit;
    case 'view':
    case 'playback':
    case 'control':
    case 'export':
      return true;
  }
}
