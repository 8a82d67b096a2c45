import { ActionIcon, Menu } from '@mantine/core';
import { useState } from 'react';
import { DotsIcon, PencilIcon, TrashIcon } from '../../shell/icons';

interface RowMenuProps {
  name: string;
  onEdit: () => void;
  onDelete: () => void;
}

/** A menu is made when it is asked for: hundreds of rows have one each. */
export function RowMenu({ name, onEdit, onDelete }: RowMenuProps) {
  const [asked, setAsked] = useState(false);
  const [opened, setOpened] = useState(false);
  const button = (
    <ActionIcon
      variant="subtle"
      color="gray"
      aria-label={`More for ${name}`}
      aria-haspopup="menu"
      onClick={() => {
        setAsked(true);
        setOpened(true);
      }}
    >
      <DotsIcon />
    </ActionIcon>
  );
  if (!asked) return button;
  return (
    <Menu opened={opened} onChange={setOpened} position="bottom-end" withinPortal shadow="md">
      <Menu.Target>{button}</Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<PencilIcon width={16} />} onClick={onEdit}>Edit…</Menu.Item>
        <Menu.Item leftSection={<TrashIcon width={16} />} color="red" onClick={onDelete}>Delete…</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
