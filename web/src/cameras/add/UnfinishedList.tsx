import { Button, CloseButton, Group, Loader, Tooltip } from '@mantine/core';
import type { Onboarding } from '../../api/cameraTypes';
import { onboarding as api } from '../../api/inventory';
import { explain } from '../../api/words';
import { notifyFailed } from '../../form/notify';
import { onboardingHref } from '../../shell/route';
import { Panel, Row, Rows } from '../../shell/Sections';
import { stepWords } from './onboardingSteps';
import { useUnfinished } from './useUnfinished';

/** Devices that are being added, wait to be looked at, or could not be added. Nothing when there are none. */
export function UnfinishedList({ except }: { except: string | undefined }) {
  const { unfinished, refresh } = useUnfinished();
  const others = unfinished.filter((each) => each.id !== except);
  if (others.length === 0) return null;
  return (
    <Panel title="Not finished" words="What is under way goes on by itself.">
      <Rows>
        {others.map((each) => (
          <Row key={each.id} title={each.name ?? each.address} action={<Actions onboarding={each} onChanged={refresh} />}>
            <span>{words(each)}</span>
          </Row>
        ))}
      </Rows>
    </Panel>
  );
}

function words(each: Onboarding): string {
  switch (each.state) {
    case 'running':
      return `${stepWords(each.step)}…`;
    case 'found':
      return 'Found; waits to be looked at';
    case 'failed':
      return each.failure ? explain(each.failure).title : 'Failed';
    case 'done':
      return 'Added';
  }
}

function Actions({ onboarding, onChanged }: { onboarding: Onboarding; onChanged: () => void }) {
  const there = onboarding.failure?.type === 'camera-exists';
  const look = { running: 'Watch', found: 'Look at it', failed: there ? 'Show' : 'Try again', done: 'Show' }[onboarding.state];
  return (
    <Group gap={6} wrap="nowrap">
      {onboarding.state === 'running' && <Loader size={16} />}
      <Button size="xs" variant="default" component="a" href={onboardingHref(onboarding.id)} aria-label={`${look}: ${onboarding.address}`}>
        {look}
      </Button>
      <Tooltip label="Do not add it">
        <CloseButton
          aria-label={`Do not add ${onboarding.address}`}
          onClick={() => {
            api.forget(onboarding.id).catch(notifyFailed).finally(onChanged);
          }}
        />
      </Tooltip>
    </Group>
  );
}
