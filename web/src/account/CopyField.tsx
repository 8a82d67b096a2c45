import { ActionIcon, CopyButton, TextInput, Tooltip } from '@mantine/core';
import { CheckIcon, CopyIcon } from '../shell/icons';

interface CopyFieldProps {
  label: string;
  value: string;
  /** Where it is shown in another way than it is used. */
  copied?: string;
}

/** Something to be taken elsewhere: readable, selected with one click, copied with another. */
export function CopyField({ label, value, copied = value }: CopyFieldProps) {
  return (
    <TextInput
      label={label}
      value={value}
      readOnly
      styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
      onFocus={(event) => event.currentTarget.select()}
      rightSection={
        <CopyButton value={copied}>
          {({ copied: done, copy }) => (
            <Tooltip label={done ? 'Copied' : 'Copy'}>
              <ActionIcon variant="subtle" color="gray" aria-label={`Copy ${label.toLowerCase()}`} onClick={copy}>
                {done ? <CheckIcon width={18} /> : <CopyIcon width={18} />}
              </ActionIcon>
            </Tooltip>
          )}
        </CopyButton>
      }
    />
  );
}
