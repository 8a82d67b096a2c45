import { Button, Stack } from '@mantine/core';
import { entrance } from '../api/accounts';
import { ProblemAlert } from '../form/ProblemAlert';
import { useSubmission } from '../form/useSubmission';
import { Entrance, EntranceLink } from './Entrance';
import { session } from './session';

export function DemoPage({ onLogIn }: { onLogIn: () => void }) {
  const { running, error, submit } = useSubmission();
  const enter = () => submit(async () => session.entered((await entrance.enterDemo()).expiresIn));
  return (
    <Entrance
      title="Demo"
      words="Simulated cameras, live and recorded. You are its administrator: look at anything, change anything."
      below={<EntranceLink onClick={onLogIn}>Log in with an account</EntranceLink>}
    >
      <Stack gap="md">
        <ProblemAlert error={error} />
        <Button size="xl" fullWidth loading={running} autoFocus onClick={enter}>Enter the demo</Button>
      </Stack>
    </Entrance>
  );
}
