import { Alert, Button, Collapse, Group, Modal, PasswordInput, Stack, Switch, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState, type SubmitEvent } from 'react';
import { api } from '../api/client';
import type { Camera, CameraDraft, Probe } from '../api/types';
import { describeTrack } from '../api/words';
import { ProblemAlert } from '../form/ProblemAlert';
import { CheckIcon } from '../shell/icons';
import { completeAddress } from './address';

type Test = { kind: 'none' } | { kind: 'running' } | { kind: 'found'; probe: Probe } | { kind: 'failed'; error: unknown };

interface CameraDialogProps {
  /** The one to change; undefined to add one. */
  camera: Camera | undefined;
  onClose: () => void;
  onSaved: (camera: Camera) => void;
}

export function CameraDialog({ camera, onClose, onSaved }: CameraDialogProps) {
  const [name, setName] = useState(camera?.name ?? '');
  const [url, setUrl] = useState(camera?.url ?? '');
  const [user, setUser] = useState('');
  const [password, setPassword] = useState('');
  const [withAccount, setWithAccount] = useState(false);
  const [record, setRecord] = useState(camera?.record ?? true);
  const [test, setTest] = useState<Test>({ kind: 'none' });
  const [saving, setSaving] = useState(false);
  const [problem, setProblem] = useState<{ field: 'name' | 'url'; words: string } | undefined>();
  const [failure, setFailure] = useState<unknown>();

  const address = completeAddress(url, withAccount ? user : '', password);
  const addressChanged = camera === undefined || url !== camera.url || user !== '';

  const checked = (): string | undefined => {
    if (address.kind === 'ok') return address.url;
    setProblem({ field: 'url', words: address.words });
    return undefined;
  };

  const runTest = async () => {
    const target = checked();
    if (target === undefined) return;
    setTest({ kind: 'running' });
    try {
      setTest({ kind: 'found', probe: await api.probe(target) });
    } catch (error) {
      setTest({ kind: 'failed', error });
    }
  };

  const save = async (event: SubmitEvent) => {
    event.preventDefault();
    if (name.trim() === '') {
      setProblem({ field: 'name', words: 'Give the camera a name.' });
      return;
    }
    const target = addressChanged ? checked() : '';
    if (target === undefined) return;
    setSaving(true);
    setFailure(undefined);
    const draft: CameraDraft = { name: name.trim(), url: target, record };
    try {
      const saved = camera
        ? await api.changeCamera(camera.id, addressChanged ? draft : { name: draft.name, record })
        : await api.addCamera(draft);
      notifications.show({ message: camera ? `${saved.name} changed` : `${saved.name} added`, color: 'lagoon' });
      onSaved(saved);
      onClose();
    } catch (error) {
      setFailure(error);
      setSaving(false);
    }
  };

  const edited = () => {
    setProblem(undefined);
    setTest({ kind: 'none' });
  };

  return (
    <Modal opened onClose={onClose} title={camera ? `Edit ${camera.name}` : 'Add camera'} centered size="md">
      <form onSubmit={(event) => void save(event)} noValidate>
        <Stack gap="md">
          <TextInput
            label="Name"
            placeholder="Front door"
            data-autofocus
            value={name}
            maxLength={100}
            error={problem?.field === 'name' ? problem.words : undefined}
            onChange={(event) => {
              setName(event.currentTarget.value);
              setProblem(undefined);
            }}
          />
          <TextInput
            label="Address"
            description="RTSP address, as the camera’s manual or its own page names it"
            placeholder="rtsp://192.168.1.20:554/stream1"
            value={url}
            autoCapitalize="none"
            autoCorrect="off"
            spellCheck={false}
            error={problem?.field === 'url' ? problem.words : undefined}
            onChange={(event) => {
              setUrl(event.currentTarget.value);
              edited();
            }}
          />
          <Switch
            label="The camera asks for a user name and password"
            checked={withAccount}
            onChange={(event) => setWithAccount(event.currentTarget.checked)}
          />
          <Collapse expanded={withAccount}>
            <Group grow align="start">
              <TextInput
                label="User name"
                value={user}
                autoComplete="off"
                onChange={(event) => {
                  setUser(event.currentTarget.value);
                  edited();
                }}
              />
              <PasswordInput
                label="Password"
                value={password}
                autoComplete="new-password"
                onChange={(event) => {
                  setPassword(event.currentTarget.value);
                  edited();
                }}
              />
            </Group>
          </Collapse>
          <Switch
            label="Record all the time"
            checked={record}
            onChange={(event) => setRecord(event.currentTarget.checked)}
          />
          <TestResult test={test} />
          <ProblemAlert error={failure} />
          <Group justify="space-between" mt="xs">
            <Button
              variant="default"
              loading={test.kind === 'running'}
              disabled={camera !== undefined && !addressChanged}
              onClick={() => void runTest()}
            >
              Test
            </Button>
            <Group gap="sm">
              <Button variant="subtle" color="gray" onClick={onClose}>Cancel</Button>
              <Button type="submit" loading={saving}>{camera ? 'Save' : 'Add camera'}</Button>
            </Group>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

function TestResult({ test }: { test: Test }) {
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
