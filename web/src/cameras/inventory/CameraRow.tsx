import { ActionIcon, Badge, Checkbox, Menu, Tooltip } from '@mantine/core';
import type { Camera } from '../../api/types';
import { headline, sinceAndRetry, toneOf } from '../../api/words';
import { DotsIcon, PencilIcon, RecordIcon, StarIcon, TrashIcon } from '../../shell/icons';
import { cameraHref } from '../../shell/route';
import { StatusDot } from '../../shell/StatusDot';
import styles from './inventory.module.css';

interface CameraRowProps {
  camera: Camera;
  nowMillis: number;
  /** Undefined for who may only look. */
  chosen: boolean | undefined;
  onChoose: (range: boolean) => void;
  onLike: () => void;
  onEdit: () => void;
  onDelete: () => void;
}

export function CameraRow({ camera, nowMillis, chosen, onChoose, onLike, onEdit, onDelete }: CameraRowProps) {
  const tone = toneOf(camera.status);
  const detail = sinceAndRetry(camera.status, nowMillis);
  const device = [camera.manufacturer, camera.model].filter(Boolean).join(' ');
  return (
    <tr data-chosen={chosen || undefined} data-camera={camera.name}>
      {chosen !== undefined && (
        <td className={styles.check}>
          <Checkbox
            aria-label={`Choose ${camera.name}`}
            checked={chosen}
            onChange={(event) => onChoose((event.nativeEvent as MouseEvent).shiftKey)}
          />
        </td>
      )}
      <td className={styles.star}>
        <Tooltip label={camera.favourite ? 'No longer a favourite' : 'Make it a favourite'}>
          <ActionIcon
            variant="subtle"
            color={camera.favourite ? 'yellow' : 'gray'}
            aria-label={`Favourite: ${camera.name}`}
            aria-pressed={camera.favourite}
            onClick={onLike}
          >
            <StarIcon width={18} fill={camera.favourite ? 'currentColor' : 'none'} />
          </ActionIcon>
        </Tooltip>
      </td>
      <td className={styles.camera}>
        <a href={cameraHref(camera.id)}>{camera.name}</a>
        {device !== '' && <span title={device}>{device}</span>}
      </td>
      <td className={styles.state} data-tone={tone}>
        <span>
          <StatusDot tone={tone} />
          {headline(camera.status)}
          {camera.record && (
            <Tooltip label="Recorded all the time">
              <RecordIcon width={15} className={styles.recorded} aria-hidden={false} role="img" aria-label="Recorded all the time" />
            </Tooltip>
          )}
        </span>
        {detail !== '' && <small>{detail}</small>}
      </td>
      {chosen !== undefined && (
        <td className={styles.address} title={camera.url}>
          {camera.port === 554 ? camera.host : `${camera.host}:${camera.port}`}
        </td>
      )}
      <td className={styles.labels}>
        <div>
          {camera.groups.map((group) => <Badge key={group.id} color="lagoon">{group.name}</Badge>)}
          {camera.tags.map((tag) => <Badge key={tag} color="gray">{tag}</Badge>)}
        </div>
      </td>
      {chosen !== undefined && (
        <td className={styles.menu}>
          <Menu position="bottom-end" withinPortal shadow="md">
            <Menu.Target>
              <ActionIcon variant="subtle" color="gray" aria-label={`More for ${camera.name}`}>
                <DotsIcon />
              </ActionIcon>
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Item leftSection={<PencilIcon width={16} />} onClick={onEdit}>Edit…</Menu.Item>
              <Menu.Item leftSection={<TrashIcon width={16} />} color="red" onClick={onDelete}>Delete…</Menu.Item>
            </Menu.Dropdown>
          </Menu>
        </td>
      )}
    </tr>
  );
}
