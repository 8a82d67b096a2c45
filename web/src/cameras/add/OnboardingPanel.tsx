import { Anchor, Button, Group, Loader, Stack } from '@mantine/core';
import { useState } from 'react';
import { onboarding as api } from '../../api/inventory';
import type { Onboarding } from '../../api/cameraTypes';
import { ApiError } from '../../api/problem';
import { notifyFailed } from '../../form/notify';
import { ProblemAlert } from '../../form/ProblemAlert';
import { addHref } from '../../shell/route';
import { Panel } from '../../shell/Sections';
import { AddedCameras } from './AddedCameras';
import { FailedDevice } from './FailedDevice';
import { FoundDeviceReview } from './FoundDeviceReview';
import { Steps } from './Steps';
import { stepViews } from './onboardingSteps';
import { useOnboarding } from './useOnboarding';

/** One device on its way to being a camera. It goes on whether this is looked at or not. */
export function OnboardingPanel({ id }: { id: string }) {
  const { loaded, beginning, retry, error, refresh } = useOnboarding(id);
  switch (loaded.kind) {
    case 'loading':
      return <Panel title="Device"><Loader color="gray" aria-label="Loading" /></Panel>;
    case 'failed':
      return loaded.error instanceof ApiError && loaded.error.status === 404 ? <Gone /> : <ProblemAlert error={loaded.error} />;
    case 'ready': {
      const now = loaded.value;
      const running = beginning || now.state === 'running';
      return (
        <Stack gap="lg">
          <Panel
            title={now.address}
            words={panelWords(now, running)}
            action={now.state !== 'done' && <Discard onboarding={now} />}
          >
            {(running || now.state === 'failed') && <Steps views={stepViews(now, beginning)} />}
          </Panel>
          <ProblemAlert error={error} />
          {!running && now.state === 'failed' && now.failure && (
            <FailedDevice key={now.updatedAt} onboarding={now} failure={now.failure} onRetry={retry} />
          )}
          {!running && now.state === 'found' && now.device && (
            <FoundDeviceReview onboarding={now} device={now.device} onSettled={refresh} />
          )}
          {now.state === 'done' && <AddedCameras ids={now.cameras} />}
        </Stack>
      );
    }
  }
}

function panelWords(now: Onboarding, running: boolean): string | undefined {
  if (running) {
    const again = now.attempt > 1 && now.failure ? `Attempt ${now.attempt} of 3: ${now.failure.detail} ` : '';
    return `${again}It goes on by itself when you leave this page.`;
  }
  switch (now.state) {
    case 'found':
      return 'Pictures come from it. Nothing is added yet.';
    case 'done':
      return now.cameras.length === 1 ? 'It is a camera now.' : 'Its channels are cameras now.';
    case 'running':
    case 'failed':
      return undefined;
  }
}

function Discard({ onboarding }: { onboarding: Onboarding }) {
  const [running, setRunning] = useState(false);
  const discard = () => {
    setRunning(true);
    api.forget(onboarding.id).then(
      () => {
        window.location.hash = addHref('address');
      },
      (error: unknown) => {
        setRunning(false);
        notifyFailed(error);
      },
    );
  };
  return <Button variant="subtle" color="gray" loading={running} onClick={discard}>Do not add it</Button>;
}

function Gone() {
  return (
    <Panel title="There is nothing to be seen any more" words="This device was discarded, or added more than a day ago.">
      <Group>
        <Anchor href={addHref('address')}>Add a camera</Anchor>
        <Anchor href="#/cameras">All cameras</Anchor>
      </Group>
    </Panel>
  );
}
