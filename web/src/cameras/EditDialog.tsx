import { Button, Collapse, Group, Modal, PasswordInput, Stack, Switch, Textarea, TextInput } from '@mantine/core';
import { useState, type SubmitEvent } from 'react';
import type { CameraForm } from '../api/cameraTypes';
import { inventory } from '../api/inventory';
import type { Camera } from '../api/types';
import { notifyDone } from '../form/notify';
import { ProblemAlert } from '../form/ProblemAlert';
import { useSubmission } from '../form/useSubmission';
import { completeAddress } from './address';
import { groupIds } from './labels';
import { LabelFields, useKnownLabels } from './LabelFields';
import { TestResult, useProbe } from './Probe';

interface EditDialogProps {
  camera: Camera;
  onClose: () => void;
  onSaved: () => void;
}

/** Changes what is kept of a camera. An address or password that is not touched stays as it is. */
export function EditDialog({ camera, onClose, onSaved }: EditDialogProps) {
  const known = useKnownLabels();
  const [name, setName] = useState(camera.name);
  const [url, setUrl] = useState(camera.url);
  const [username, setUsername] = useState(camera.username);
  const [password, setPassword] = useState('');
  const [otherAccount, setOtherAccount] = useState(false);
  const [record, setRecord] = useState(camera.record);
  const [groupNames, setGroupNames] = useState(camera.groups.map((group) => group.name));
  const [tags, setTags] = useState(camera.tags);
  const [note, setNote] = useState(camera.note);
  const [wrong, setWrong] = useState<{ field: 'name' | 'url'; words: string }>();
  const { test, run, forget } = useProbe();
  const { running, error, submit } = useSubmission();

  const moved = url !== camera.url;
  const address = completeAddress(url, otherAccount ? username : '', password);

  const checked = (): string | undefined => {
    if (address.kind === 'ok') return address.url;
    setWrong({ field: 'url', words: address.words });
    return undefined;
  };

  const save = (event: SubmitEvent) => {
    event.preventDefault();
    if (name.trim() === '') {
      setWrong({ field: 'name', words: 'Give the camera a name.' });
      return;
    }
    const target = moved ? checked() : camera.url;
    if (target === undefined) return;
    submit(async () => {
      const form: CameraForm = { name: name.trim(), record, tags, note, groups: await groupIds(groupNames, known.groups) };
      const saved = await inventory.change(camera.id, moved ? { ...form, url: target } : form);
      if (otherAccount) await inventory.changeCredentials(camera.id, { username: username.trim(), password });
      notifyDone(`${saved.name} changed`);
      onSaved();
      onClose();
    });
  };

  return (
    <Modal opened onClose={onClose} title={`Edit ${camera.name}`} centered size="lg">
      <form onSubmit={save} noValidate>
        <Stack gap="md">
          <TextInput
            label="Name"
            data-autofocus
            value={name}
            maxLength={200}
            error={wrong?.field === 'name' ? wrong.words : undefined}
            onChange={(event) => {
              setName(event.currentTarget.value);
              setWrong(undefined);
            }}
          />
          <TextInput
            label="Address"
            description="Of its main stream; other streams at the same place move along"
            value={url}
            autoCapitalize="none"
            autoCorrect="off"
            spellCheck={false}
            error={wrong?.field === 'url' ? wrong.words : undefined}
            onChange={(event) => {
              setUrl(event.currentTarget.value);
              setWrong(undefined);
              forget();
            }}
          />
          <Switch
            label="Log in to the camera as somebody else, or with another password"
            checked={otherAccount}
            onChange={(event) => {
              setOtherAccount(event.currentTarget.checked);
              forget();
            }}
          />
          <Collapse expanded={otherAccount}>
            <Group grow align="start">
              <TextInput
                label="User name"
                value={username}
                autoComplete="off"
                autoCapitalize="none"
                spellCheck={false}
                onChange={(event) => {
                  setUsername(event.currentTarget.value);
                  forget();
                }}
              />
              <PasswordInput
                label="Password"
                value={password}
                autoComplete="new-password"
                onChange={(event) => {
                  setPassword(event.currentTarget.value);
                  forget();
                }}
              />
            </Group>
          </Collapse>
          <Group grow align="start">
            <LabelFields known={known} groups={groupNames} tags={tags} onGroups={setGroupNames} onTags={setTags} />
          </Group>
          <Textarea
            label="Note"
            autosize
            maxRows={5}
            value={note}
            onChange={(event) => setNote(event.currentTarget.value)}
          />
          <Switch label="Record all the time" checked={record} onChange={(event) => setRecord(event.currentTarget.checked)} />
          <TestResult test={test} />
          <ProblemAlert error={error} />
          <Group justify="space-between" mt="xs">
            <Button
              variant="default"
              loading={test.kind === 'running'}
              disabled={!moved && !otherAccount}
              onClick={() => {
                const target = checked();
                if (target !== undefined) run(target);
              }}
            >
              Test
            </Button>
            <Group gap="sm">
              <Button variant="subtle" color="gray" onClick={onClose}>Cancel</Button>
              <Button type="submit" loading={running}>Save</Button>
            </Group>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
