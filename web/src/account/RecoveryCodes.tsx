import { Alert, Button, Checkbox, CopyButton, Group, Stack } from '@mantine/core';
import { useState } from 'react';
import { CopyIcon, ExportIcon, ShieldIcon } from '../shell/icons';
import styles from './totp.module.css';

interface RecoveryCodesProps {
  codes: string[];
  username: string;
  onKept: () => void;
}

/** Shown once. Who loses the telephone and has none of them needs an administrator. */
export function RecoveryCodes({ codes, username, onKept }: RecoveryCodesProps) {
  const [kept, setKept] = useState(false);
  const text = `Recovery codes of ${username} for Sightline at ${window.location.host}\nEach works once.\n\n${codes.join('\n')}\n`;

  return (
    <Stack gap="md">
      <Alert color="yellow" icon={<ShieldIcon />} title="Keep these recovery codes">
        They let you in when you do not have your authenticator app at hand. Each works once, and they are not shown
        again.
      </Alert>
      <ul className={styles.codes} aria-label="Recovery codes">
        {codes.map((code) => <li key={code}>{code}</li>)}
      </ul>
      <Group>
        <Button
          component="a"
          variant="default"
          leftSection={<ExportIcon width={16} />}
          href={`data:text/plain;charset=utf-8,${encodeURIComponent(text)}`}
          download="sightline-recovery-codes.txt"
        >
          Save as file
        </Button>
        <CopyButton value={text}>
          {({ copied, copy }) => (
            <Button variant="default" leftSection={<CopyIcon width={16} />} onClick={copy}>{copied ? 'Copied' : 'Copy'}</Button>
          )}
        </CopyButton>
      </Group>
      <Checkbox label="I have kept them" checked={kept} onChange={(event) => setKept(event.currentTarget.checked)} />
      <Group><Button disabled={!kept} onClick={onKept}>Done</Button></Group>
    </Stack>
  );
}
