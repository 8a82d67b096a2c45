import { Button, Group, PinInput, Stack, Text } from '@mantine/core';
import { QRCodeSVG } from 'qrcode.react';
import { useState } from 'react';
import { own } from '../api/accounts';
import { ProblemAlert } from '../form/ProblemAlert';
import { useSubmission } from '../form/useSubmission';
import { CopyField } from './CopyField';
import styles from './totp.module.css';

interface TotpEnrolmentProps {
  secret: string;
  /** `otpauth://…`, which the picture says; it is drawn here, as it holds the secret. */
  uri: string;
  onConfirmed: (recoveryCodes: string[]) => void;
  onCancel: () => void;
}

const codeLength = 6;

export function TotpEnrolment({ secret, uri, onConfirmed, onCancel }: TotpEnrolmentProps) {
  const [code, setCode] = useState('');
  const { running, error, submit } = useSubmission();

  const confirm = (given: string) =>
    submit(async () => {
      try {
        onConfirmed((await own.confirmTotp(given)).recoveryCodes);
      } catch (cause) {
        setCode('');
        throw cause;
      }
    });

  return (
    <div className={styles.enrol}>
      <div className={styles.code}>
        <QRCodeSVG value={uri} size={184} level="M" title="Code for the authenticator app" />
      </div>
      <Stack className={styles.steps} gap="md">
        <Text size="sm">
          Scan the picture with an authenticator app: Aegis, Google Authenticator, 1Password or another. Or type this
          key into it:
        </Text>
        <CopyField label="Key" value={inFours(secret)} copied={secret} />
        <div>
          <Text size="sm" mb={6} id="totp-first-code">Then enter the six digits that it shows:</Text>
          <PinInput
            length={codeLength}
            type="number"
            oneTimeCode
              placeholder=""
            aria-labelledby="totp-first-code"
            getInputProps={(index) => ({ 'aria-label': `Digit ${index + 1} of ${codeLength}` })}
            value={code}
            disabled={running}
            error={error !== undefined}
            onChange={setCode}
            onComplete={confirm}
          />
        </div>
        <ProblemAlert error={error} />
        <Group>
          <Button loading={running} disabled={code.length < codeLength} onClick={() => confirm(code)}>Turn on</Button>
          <Button variant="subtle" color="gray" onClick={onCancel}>Cancel</Button>
        </Group>
      </Stack>
    </div>
  );
}

function inFours(secret: string): string {
  return secret.match(/.{1,4}/g)?.join(' ') ?? secret;
}
