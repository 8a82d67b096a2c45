import { Button, Group, NumberInput, PasswordInput, Select, Stack, Switch, TextInput } from '@mantine/core';
import { useState, type SubmitEvent } from 'react';
import type { CameraTemplate } from '../../api/cameraTypes';
import { inventory } from '../../api/inventory';
import { notifyDone } from '../../form/notify';
import { ProblemAlert } from '../../form/ProblemAlert';
import { useSubmission } from '../../form/useSubmission';
import { cameraHref } from '../../shell/route';
import { completeAddress } from '../address';
import { groupIds } from '../labels';
import { LabelFields, useKnownLabels } from '../LabelFields';
import { TestResult, useProbe } from '../Probe';
import styles from './add.module.css';
import { templateUrl } from './templateUrl';

/** A camera whose streams are where its manufacturer has them as a rule. */
export function TemplateForm({ templates }: { templates: CameraTemplate[] }) {
  const known = useKnownLabels();
  const [chosen, setChosen] = useState<string | null>(null);
  const [name, setName] = useState('');
  const [host, setHost] = useState('');
  const [port, setPort] = useState<number>();
  const [channel, setChannel] = useState(1);
  const [username, setUsername] = useState('');
  const [password, setPassword] = useState('');
  const [record, setRecord] = useState(true);
  const [groups, setGroups] = useState<string[]>([]);
  const [tags, setTags] = useState<string[]>([]);
  const { test, run, forget } = useProbe();
  const { running, error, submit } = useSubmission();
  const template = templates.find(({ id }) => id === chosen);
  const complete = template !== undefined && host.trim() !== '' && name.trim() !== '';
  const url = (role: 'main' | 'sub') =>
    template === undefined ? '' : templateUrl(template, role, host.trim() || '…', port ?? template.port, channel);

  const add = (event: SubmitEvent) => {
    event.preventDefault();
    if (!complete) return;
    submit(async () => {
      const added = await inventory.add({
        name: name.trim(),
        template: template.id,
        host: host.trim(),
        port: port ?? template.port,
        channel,
        username: username.trim(),
        password,
        manufacturer: template.manufacturer,
        record,
        tags,
        groups: await groupIds(groups, known.groups),
      });
      notifyDone(`${added.name} added`);
      window.location.hash = cameraHref(added.id);
    });
  };

  const tryMain = () => {
    const address = completeAddress(url('main'), username.trim(), password);
    if (address.kind === 'ok') run(address.url);
  };

  return (
    <form onSubmit={add}>
      <Stack gap="md">
        <Select
          label="Manufacturer"
          placeholder="Hikvision, Dahua, Axis, …"
          searchable
          nothingFoundMessage="None is called so. Take “Generic”, or add it by URL."
          data={templates.map(({ id, manufacturer }) => ({ value: id, label: labelOf(id, manufacturer, templates) }))}
          filter={({ options, search }) => options.filter((option) => 'value' in option && matches(option.value, search, templates))}
          description={template?.note}
          value={chosen}
          onChange={(value) => {
            setChosen(value);
            setPort(undefined);
            forget();
          }}
        />
        <TextInput
          label="Name" placeholder="Front door" maxLength={200} value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <div className={styles.place}>
          <TextInput
            label="Address" placeholder="192.168.1.20" autoComplete="off" autoCapitalize="none" spellCheck={false} value={host}
            onChange={(event) => {
              setHost(event.currentTarget.value);
              forget();
            }}
          />
          <NumberInput
            label="Port" min={1} max={65_535} allowDecimal={false} value={port ?? template?.port ?? 554}
            onChange={(value) => {
              setPort(typeof value === 'number' ? value : undefined);
              forget();
            }}
          />
          <NumberInput
            label="Channel" min={1} max={999} allowDecimal={false} value={channel}
            onChange={(value) => {
              setChannel(typeof value === 'number' ? value : 1);
              forget();
            }}
          />
        </div>
        <Group grow align="start">
          <TextInput
            label="User name" autoComplete="off" autoCapitalize="none" spellCheck={false} value={username}
            onChange={(event) => {
              setUsername(event.currentTarget.value);
              forget();
            }}
          />
          <PasswordInput
            label="Password" autoComplete="new-password" value={password}
            onChange={(event) => {
              setPassword(event.currentTarget.value);
              forget();
            }}
          />
        </Group>
        <Group grow align="start">
          <LabelFields known={known} groups={groups} tags={tags} onGroups={setGroups} onTags={setTags} />
        </Group>
        <Switch label="Record all the time" checked={record} onChange={(event) => setRecord(event.currentTarget.checked)} />
        {template && (
          <dl className={styles.urls}>
            <dt>Main stream</dt>
            <dd>{url('main')}</dd>
            {template.sub !== '' && (
              <>
                <dt>Sub stream</dt>
                <dd>{url('sub')}</dd>
              </>
            )}
          </dl>
        )}
        <TestResult test={test} />
        <ProblemAlert error={error} />
        <Group justify="space-between">
          <Button variant="default" loading={test.kind === 'running'} disabled={!template || host.trim() === ''} onClick={tryMain}>Test</Button>
          <Button type="submit" loading={running} disabled={!complete}>Add camera</Button>
        </Group>
      </Stack>
    </form>
  );
}

/** Some manufacturers have several templates, which their ids tell apart: "Reolink (h265)". */
function labelOf(id: string, manufacturer: string, templates: CameraTemplate[]): string {
  const first = templates.find((each) => each.manufacturer === manufacturer)?.id ?? id;
  return id === first ? manufacturer : `${manufacturer} (${id.replace(`${first}-`, '').replaceAll('-', ' ')})`;
}

function matches(id: string, search: string, templates: CameraTemplate[]): boolean {
  const word = search.trim().toLowerCase();
  const template = templates.find((each) => each.id === id);
  return template !== undefined && [template.id, template.manufacturer, ...template.aliases].some((each) => each.toLowerCase().includes(word));
}
