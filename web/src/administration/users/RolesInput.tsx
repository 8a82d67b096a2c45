import { Checkbox, Stack } from '@mantine/core';
import { roles, type Role } from '../../api/accountTypes';
import { roleName, roleWords } from '../../api/accountWords';

export function RolesInput({ value, onChange }: { value: Role[]; onChange: (roles: Role[]) => void }) {
  return (
    <Checkbox.Group label="Roles" value={value} onChange={(chosen) => onChange(roles.filter((role) => chosen.includes(role)))}>
      <Stack gap="xs" mt="xs">
        {roles.map((role) => (
          <Checkbox key={role} value={role} label={roleName(role)} description={roleWords[role]} />
        ))}
      </Stack>
    </Checkbox.Group>
  );
}
