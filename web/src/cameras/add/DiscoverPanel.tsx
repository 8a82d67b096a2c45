import { Badge, Button, Checkbox, Group, Loader, Stack, Tooltip } from '@mantine/core';
import { useCallback, useState } from 'react';
import type { Discovered } from '../../api/cameraTypes';
import { onboarding } from '../../api/inventory';
import { useLoaded } from '../../api/useLoaded';
import { ProblemAlert } from '../../form/ProblemAlert';
import { addHref, cameraHref } from '../../shell/route';
import { Nothing, Panel, Rows } from '../../shell/Sections';
import styles from './add.module.css';
import { AddSeveralDialog } from './AddSeveralDialog';

const listenSeconds = 4;

/** What answers on the network, and which of it is a camera already. */
export function DiscoverPanel() {
  const [round, setRound] = useState(0);
  const look = useCallback((signal: AbortSignal) => discovered(round, signal), [round]);
  const { loaded } = useLoaded(look);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [adding, setAdding] = useState(false);
  const found = loaded.kind === 'ready' ? loaded.value : [];
  const wanted = found.filter((device) => chosen.has(device.address));

  const again = () => {
    setChosen(new Set());
    setRound((before) => before + 1);
  };

  return (
    <Panel
      title="On this network"
      words={loaded.kind === 'ready' && found.length > 0 ? `${found.length} answered.` : undefined}
      action={<Button variant="default" disabled={loaded.kind === 'loading'} onClick={again}>Look again</Button>}
    >
      {loaded.kind === 'loading' && (
        <Group role="status"><Loader size="sm" />Listening for {listenSeconds} seconds…</Group>
      )}
      {loaded.kind === 'failed' && <ProblemAlert error={loaded.error} />}
      {loaded.kind === 'ready' && (found.length === 0 ? <NothingFound /> : (
        <Stack>
          <Rows>
            {found.map((device) => (
              <DeviceRow
                key={device.address}
                device={device}
                chosen={chosen.has(device.address)}
                onChoose={(on) => setChosen((before) => withMember(before, device.address, on))}
              />
            ))}
          </Rows>
          {wanted.length > 0 && (
            <Group justify="flex-end">
              <Button onClick={() => setAdding(true)}>Add {wanted.length === 1 ? '1 device' : `${wanted.length} devices`}…</Button>
            </Group>
          )}
        </Stack>
      ))}
      {adding && (
        <AddSeveralDialog
          devices={wanted}
          onClose={() => setAdding(false)}
          onBegun={() => {
            setAdding(false);
            setChosen(new Set());
          }}
        />
      )}
    </Panel>
  );
}

function DeviceRow({ device, chosen, onChoose }: { device: Discovered; chosen: boolean; onChoose: (on: boolean) => void }) {
  const name = device.name ?? device.host;
  return (
    <li>
      <Checkbox
        aria-label={`Choose ${name} at ${device.host}`}
        checked={chosen}
        onChange={(event) => onChoose(event.currentTarget.checked)}
      />
      <div className={styles.device}>
        <strong>{name}</strong>
        <span>{[device.hardware, addressWords(device), device.location].filter(Boolean).join(' · ')}</span>
      </div>
      <Group gap="sm" wrap="nowrap">
        {device.cameraId !== null && (
          <Tooltip label="There is a camera at this address. What has several behind one address can be added all the same.">
            <Badge component="a" href={cameraHref(device.cameraId)} color="lagoon" className={styles.there}>Added</Badge>
          </Tooltip>
        )}
        <Button
          size="xs"
          variant={device.cameraId === null ? 'filled' : 'default'}
          component="a"
          href={addHref('address', device.address)}
          aria-label={`Add ${name} at ${device.host}`}
        >
          Add
        </Button>
      </Group>
    </li>
  );
}

/** `192.0.2.4`, with the port where it is not that of web pages. */
function addressWords(device: Discovered): string {
  const port = URL.canParse(device.address) ? new URL(device.address).port : '';
  return port === '' ? device.host : `${device.host}:${port}`;
}

function NothingFound() {
  return (
    <Stack gap="xs">
      <Nothing>
        Nothing answered. Cameras answer within their own network only, and some have ONVIF or its discovery switched off.
        Those are added by their address all the same.
      </Nothing>
      <Group><Button component="a" href={addHref('address')} variant="default">Add by address</Button></Group>
    </Stack>
  );
}

function withMember(before: ReadonlySet<string>, member: string, on: boolean): ReadonlySet<string> {
  const after = new Set(before);
  if (on) after.add(member);
  else after.delete(member);
  return after;
}

function discovered(_round: number, signal: AbortSignal): Promise<Discovered[]> {
  return onboarding.discover(listenSeconds, signal);
}
