import { Radio, Stack } from '@mantine/core';
import { ApiError } from '../api/problem';

export type Recordings = 'keep' | 'delete';

/** The cameras are deleted, and what was recorded of them is not. */
export function recordingsStay(cause: unknown): boolean {
  return cause instanceof ApiError && cause.slug === 'recordings-not-deleted';
}

/** Nothing of it waits to be deleted any more. */
export function isGone(cause: unknown): boolean {
  return cause instanceof ApiError && cause.status === 404;
}

interface KeptRecordingsProps {
  value: Recordings;
  onChange: (value: Recordings) => void;
  /** "some 40 GB", where it is known. */
  size?: string | undefined;
}

/** What becomes of what was recorded of a camera that is deleted. */
export function KeptRecordings({ value, onChange, size }: KeptRecordingsProps) {
  return (
    <Radio.Group mt="md" label="What was recorded" value={value} onChange={onChange}>
      <Stack gap="sm" mt="xs">
        <Radio
          value="keep"
          label="Keep it on the disk"
          description="It is there again when the same camera is added once more."
        />
        <Radio
          value="delete"
          label={size === undefined ? 'Delete it, too' : `Delete it, too: ${size}`}
          description="It cannot be brought back."
        />
      </Stack>
    </Radio.Group>
  );
}
