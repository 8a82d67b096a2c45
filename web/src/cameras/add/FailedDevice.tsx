import { Button, Group, PasswordInput, Stack, TextInput } from '@mantine/core';
import { useState, type SubmitEvent } from 'react';
import type { Credentials, Onboarding } from '../../api/cameraTypes';
import { ApiError } from '../../api/problem';
import type { Failure } from '../../api/types';
import { ProblemAlert } from '../../form/ProblemAlert';
import { addHref } from '../../shell/route';
import { CamerasAt } from './CamerasAt';

interface FailedDeviceProps {
  onboarding: Onboarding;
  failure: Failure;
  onRetry: (credentials: Credentials | undefined) => void;
}

/** Why it failed, and another try: with another password where that is what is wrong. */
export function FailedDevice({ onboarding, failure, onRetry }: FailedDeviceProps) {
  const [username, setUsername] = useState('');
  const [password, setPassword] = useState('');
  const locked = failure.type === 'account-locked';
  const login = failure.type === 'unauthorized' || locked;

  const retry = (event: SubmitEvent) => {
    event.preventDefault();
    onRetry(username === '' && password === '' ? undefined : { username: username.trim(), password });
  };

  if (failure.type === 'camera-exists') {
    return (
      <Stack align="start">
        <ProblemAlert error={problem(failure)} />
        <CamerasAt address={onboarding.address} serial={onboarding.device?.serial ?? ''} />
      </Stack>
    );
  }
  return (
    <form onSubmit={retry}>
      <Stack gap="md">
        <ProblemAlert error={problem(failure)} />
        {login && (
          <Group grow align="start">
            <TextInput
              label="User name"
              autoComplete="off"
              autoCapitalize="none"
              spellCheck={false}
              autoFocus={!locked}
              value={username}
              onChange={(event) => setUsername(event.currentTarget.value)}
            />
            <PasswordInput
              label="Password"
              autoComplete="new-password"
              value={password}
              onChange={(event) => setPassword(event.currentTarget.value)}
            />
          </Group>
        )}
        <Group>
          <Button type="submit">Try again</Button>
          <Button component="a" href={addHref('address', onboarding.address)} variant="default">Change the address</Button>
          <Button component="a" href={addHref('url')} variant="subtle">Add by URL instead</Button>
        </Group>
      </Stack>
    </form>
  );
}

function problem(failure: Failure): ApiError {
  return new ApiError(failure.type, 422, 'The device could not be added', failure.detail);
}
