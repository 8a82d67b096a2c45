import { Badge, Button, Group, Stack, TextInput } from '@mantine/core';
import { useState, type SubmitEvent } from 'react';
import { own } from '../api/accounts';
import type { Me } from '../api/accountTypes';
import { roleName } from '../api/accountWords';
import { notifyDone } from '../form/notify';
import { ProblemAlert } from '../form/ProblemAlert';
import { useSubmission } from '../form/useSubmission';
import { session } from '../session/session';
import { useMe } from '../session/useSession';
import { Panel } from '../shell/Sections';

export function ProfileSection() {
  const me = useMe();
  const [displayName, setDisplayName] = useState(me.displayName);
  const [email, setEmail] = useState(me.email);
  const { running, error, submit } = useSubmission();
  const changed = displayName !== me.displayName || email !== me.email;

  const save = (event: SubmitEvent) => {
    event.preventDefault();
    submit(async () => {
      const now = await own.change({ displayName: displayName.trim(), email: email.trim() });
      session.changed(now);
      setDisplayName(now.displayName);
      setEmail(now.email);
      notifyDone('Profile saved');
    });
  };

  return (
    <Panel title="Who you are" action={<Group gap="xs">{me.roles.map((role) => <Badge key={role}>{roleName(role)}</Badge>)}</Group>}>
      <form onSubmit={save} aria-label="Profile">
        <Stack gap="md" maw={440}>
          <TextInput label="User name" description="What you log in with. An administrator can change it." value={me.username} readOnly />
          <TextInput
            label="Name"
            description="As others see it"
            autoComplete="name"
            maxLength={100}
            value={displayName}
            onChange={(event) => setDisplayName(event.currentTarget.value)}
          />
          <TextInput
            label="E-mail address"
            description={emailWords(me)}
            type="email"
            autoComplete="email"
            value={email}
            onChange={(event) => setEmail(event.currentTarget.value)}
          />
          <ProblemAlert error={error} />
          <Group>
            <Button type="submit" disabled={!changed} loading={running}>Save</Button>
          </Group>
        </Stack>
      </form>
    </Panel>
  );
}

function emailWords({ email, emailConfirmed }: Me): string {
  if (email === '') return 'For a link when the password is forgotten. A mail is sent to it to see that it is yours.';
  return emailConfirmed
    ? 'For a link when the password is forgotten'
    : 'Not confirmed yet: open the link in the mail that was sent to it.';
}
