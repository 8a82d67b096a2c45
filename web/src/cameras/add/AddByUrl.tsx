import { Button, Group, PasswordInput, Stack, Switch, TextInput } from '@mantine/core';
import { useState, type SubmitEvent } from 'react';
import { inventory } from '../../api/inventory';
import { notifyDone } from '../../form/notify';
import { ProblemAlert } from '../../form/ProblemAlert';
import { useSubmission } from '../../form/useSubmission';
import { cameraHref } from '../../shell/route';
import { Panel } from '../../shell/Sections';
import { completeAddress } from '../address';
import { groupIds } from '../labels';
import { LabelFields, useKnownLabels } from '../LabelFields';
import { TestResult, useProbe } from '../Probe';

type Field = 'name' | 'url' | 'subUrl';

/** The address of a stream, as a camera's manual or its own page names it. */
export function AddByUrl() {
  const known = useKnownLabels();
  const [name, setName] = useState('');
  const [url, setUrl] = useState('');
  const [subUrl, setSubUrl] = useState('');
  const [username, setUsername] = useState('');
  const [password, setPassword] = useState('');
  const [record, setRecord] = useState(true);
  const [groups, setGroups] = useState<string[]>([]);
  const [tags, setTags] = useState<string[]>([]);
  const [wrong, setWrong] = useState<{ field: Field; words: string }>();
  const { test, run, forget } = useProbe();
  const { running, error, submit } = useSubmission();

  const checked = (field: Field, typed: string): string | undefined => {
    const address = completeAddress(typed, username.trim(), password);
    if (address.kind === 'ok') return address.url;
    setWrong({ field, words: address.words });
    return undefined;
  };

  const add = (event: SubmitEvent) => {
    event.preventDefault();
    if (name.trim() === '') {
      setWrong({ field: 'name', words: 'Give the camera a name.' });
      return;
    }
    const main = checked('url', url);
    const sub = subUrl.trim() === '' ? '' : checked('subUrl', subUrl);
    if (main === undefined || sub === undefined) return;
    submit(async () => {
      const labels = { tags, groups: await groupIds(groups, known.groups) };
      const added = await inventory.add({ name: name.trim(), url: main, ...(sub === '' ? {} : { subUrl: sub }), record, ...labels });
      notifyDone(`${added.name} added`);
      window.location.hash = cameraHref(added.id);
    });
  };

  const edited = () => {
    setWrong(undefined);
    forget();
  };
  const problem = (field: Field) => (wrong?.field === field ? wrong.words : undefined);

  return (
    <Panel title="Its stream">
      <form onSubmit={add} noValidate>
        <Stack gap="md">
          <TextInput
            label="Name"
            placeholder="Front door"
            autoFocus
            maxLength={200}
            value={name}
            error={problem('name')}
            onChange={(event) => {
              setName(event.currentTarget.value);
              setWrong(undefined);
            }}
          />
          <TextInput
            label="Address"
            description="RTSP address, as the camera’s manual or its own page names it"
            placeholder="rtsp://192.168.1.20:554/stream1"
            autoCapitalize="none"
            autoCorrect="off"
            spellCheck={false}
            value={url}
            error={problem('url')}
            onChange={(event) => {
              setUrl(event.currentTarget.value);
              edited();
            }}
          />
          <TextInput
            label="Second address"
            description="Optional: a smaller stream of the same camera, for small pictures"
            placeholder="rtsp://192.168.1.20:554/stream2"
            autoCapitalize="none"
            autoCorrect="off"
            spellCheck={false}
            value={subUrl}
            error={problem('subUrl')}
            onChange={(event) => {
              setSubUrl(event.currentTarget.value);
              setWrong(undefined);
            }}
          />
          <Group grow align="start">
            <TextInput
              label="User name"
              autoComplete="off"
              autoCapitalize="none"
              spellCheck={false}
              value={username}
              onChange={(event) => {
                setUsername(event.currentTarget.value);
                edited();
              }}
            />
            <PasswordInput
              label="Password"
              autoComplete="new-password"
              value={password}
              onChange={(event) => {
                setPassword(event.currentTarget.value);
                edited();
              }}
            />
          </Group>
          <Group grow align="start">
            <LabelFields known={known} groups={groups} tags={tags} onGroups={setGroups} onTags={setTags} />
          </Group>
          <Switch label="Record all the time" checked={record} onChange={(event) => setRecord(event.currentTarget.checked)} />
          <TestResult test={test} />
          <ProblemAlert error={error} />
          <Group justify="space-between">
            <Button
              variant="default"
              loading={test.kind === 'running'}
              onClick={() => {
                const target = checked('url', url);
                if (target !== undefined) run(target);
              }}
            >
              Test
            </Button>
            <Button type="submit" loading={running}>Add camera</Button>
          </Group>
        </Stack>
      </form>
    </Panel>
  );
}
