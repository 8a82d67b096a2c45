import { PasswordInput } from '@mantine/core';

/** As the server asks for it; it also refuses what everybody would try first. */
export const shortestPassword = 8;

interface NewPasswordInputProps {
  label: string;
  value: string;
  onChange: (password: string) => void;
}

export function NewPasswordInput({ label, value, onChange }: NewPasswordInputProps) {
  const short = value !== '' && value.length < shortestPassword;
  return (
    <PasswordInput
      label={label}
      description={`At least ${shortestPassword} characters. A few words in a row are easy to keep and hard to guess.`}
      name="new-password"
      autoComplete="new-password"
      required
      withAsterisk={false}
      minLength={shortestPassword}
      aria-invalid={short}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
