import { Alert, Button, Group, Stack } from '@mantine/core';
import { useState, type SubmitEvent } from 'react';
import type { FoundDevice, Onboarding } from '../../api/cameraTypes';
import { inventory, onboarding as api } from '../../api/inventory';
import { ApiError } from '../../api/problem';
import { explain } from '../../api/words';
import { notifyFailed } from '../../form/notify';
import { ProblemAlert } from '../../form/ProblemAlert';
import { useSubmission } from '../../form/useSubmission';
import { AlertIcon } from '../../shell/icons';
import { Panel } from '../../shell/Sections';
import { cameras } from '../inventory/bulkWords';
import { ChannelCard } from './ChannelCard';
import { foundChannels, proposedName, renamedStreams, streamNameProblem } from './foundChannels';

interface FoundDeviceReviewProps {
  onboarding: Onboarding;
  device: FoundDevice;
  /** It was registered, or that was refused: it says itself how it stands. */
  onSettled: () => void;
}

const clockToleranceMillis = 60_000;

/** What was found, to be looked at before it is added: one camera for each channel that plays. */
export function FoundDeviceReview({ onboarding, device, onSettled }: FoundDeviceReviewProps) {
  const channels = foundChannels(device);
  const playable = channels.filter((each) => each.playable).map((each) => each.channel);
  const [names, setNames] = useState<Record<number, string>>(() =>
    Object.fromEntries(channels.map(({ channel }) => [channel, proposedName(onboarding, device, channel)])),
  );
  const [wanted, setWanted] = useState<number[]>(playable);
  const [streamNames, setStreamNames] = useState<Record<string, string>>({});
  const { running, error, submit } = useSubmission();
  const renamed = renamedStreams(channels, wanted, streamNames);
  const nameless =
    wanted.some((channel) => names[channel]?.trim() === '') ||
    Object.values(renamed).some((name) => streamNameProblem(name) !== undefined);

  const register = (event: SubmitEvent) => {
    event.preventDefault();
    submit(async () => {
      try {
        await rename((await api.register(onboarding.id, wanted, renamed)).cameras);
      } finally {
        // What could not be added is still there to be looked at; somebody else may have settled it meanwhile.
        onSettled();
      }
    });
  };

  /** The server has given its own names; those that somebody has typed take their place. */
  const rename = async (ids: string[]) => {
    for (const id of ids) {
      try {
        const camera = await inventory.get(id);
        const channel = camera.streams[0]?.channel ?? 1;
        const name = names[channel]?.trim();
        if (name !== undefined && name !== camera.name) await inventory.change(id, { name });
      } catch (cause) {
        notifyFailed(cause);
      }
    }
  };

  const toggle = (channel: number, on: boolean) =>
    setWanted((before) => (on ? [...before, channel] : before.filter((each) => each !== channel)));

  return (
    <form onSubmit={register}>
      <Stack gap="lg">
        <Panel title={deviceName(device)} words={deviceWords(device)}>
          {Math.abs(device.clockOffsetMillis) > clockToleranceMillis && (
            <Alert color="yellow" icon={<AlertIcon />} title={`Its clock is ${clockWords(device.clockOffsetMillis)}`}>
              Recordings go by this server’s clock, but the time in the picture will be wrong. Set it in the device.
            </Alert>
          )}
        </Panel>
        {channels.map((channel) => (
          <ChannelCard
            key={channel.channel}
            found={channel}
            name={names[channel.channel] ?? ''}
            wanted={wanted.includes(channel.channel)}
            choosable={channels.length > 1}
            onName={(name) => setNames((before) => ({ ...before, [channel.channel]: name }))}
            streamNames={streamNames}
            onStreamName={(proposed, name) => setStreamNames((before) => ({ ...before, [proposed]: name }))}
            onWanted={(on) => toggle(channel.channel, on)}
          />
        ))}
        {playable.length === 0 && <ProblemAlert error={noVideo(device)} />}
        <ProblemAlert error={error} />
        {playable.length > 0 && (
          <Group justify="flex-end">
            <Button type="submit" size="md" loading={running} disabled={wanted.length === 0 || nameless}>
              {wanted.length > 1 ? `Add ${cameras(wanted.length)}` : 'Add camera'}
            </Button>
          </Group>
        )}
      </Stack>
    </form>
  );
}

function deviceName(device: FoundDevice): string {
  return `${device.manufacturer} ${device.model}`.trim() || 'A camera';
}

function deviceWords(device: FoundDevice): string {
  return [
    device.way === 'onvif' ? 'found by ONVIF' : `streams as ${device.way} has them`,
    device.serial && `serial number ${device.serial}`,
    device.firmware && `firmware ${device.firmware}`,
    device.ptz && 'can be turned (PTZ)',
  ].filter(Boolean).join(' · ').replace(/^./, (letter) => letter.toUpperCase());
}

function clockWords(offsetMillis: number): string {
  const minutes = Math.round(Math.abs(offsetMillis) / 60_000);
  const span = minutes < 90 ? `${minutes} minutes` : minutes < 2_880 ? `${Math.round(minutes / 60)} hours` : `${Math.round(minutes / 1_440)} days`;
  return `${span} ${offsetMillis > 0 ? 'ahead' : 'behind'}`;
}

function noVideo(device: FoundDevice): ApiError {
  const failure = device.streams.find((stream) => stream.failure)?.failure ?? { type: 'no-video', detail: '' };
  return new ApiError(failure.type, 422, explain(failure).title, failure.detail);
}
