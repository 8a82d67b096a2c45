import { ActionIcon, Badge, Checkbox } from '@mantine/core';
import { memo } from 'react';
import type { Camera } from '../../api/types';
import { headline, sinceAndRetry, toneOf } from '../../api/words';
import { CameraIcon, RecordIcon, StarIcon } from '../../shell/icons';
import { cameraHref } from '../../shell/route';
import { StatusDot } from '../../shell/StatusDot';
import { useNow } from '../../shell/useNow';
import styles from './inventory.module.css';
import { RowMenu } from './RowMenu';

export interface RowActions {
  onChoose: (camera: Camera, range: boolean) => void;
  onLike: (camera: Camera) => void;
  onEdit: (camera: Camera) => void;
  onDelete: (camera: Camera) => void;
}

interface CameraRowProps {
  camera: Camera;
  /** Undefined for who may only look. */
  chosen: boolean | undefined;
  /** Where its last thumbnail lies; undefined while there is none. */
  thumbnail: string | undefined;
  /** The same ones for all rows, so that a row is drawn anew only when its camera is another. */
  actions: RowActions;
}

export const CameraRow = memo(function CameraRow({ camera, chosen, thumbnail, actions }: CameraRowProps) {
  const tone = toneOf(camera.status);
  const device = [camera.manufacturer, camera.model].filter(Boolean).join(' ');
  return (
    <tr data-chosen={chosen || undefined} data-camera={camera.name}>
      {chosen !== undefined && (
        <td className={styles.check}>
          <Checkbox
            aria-label={`Choose ${camera.name}`}
            checked={chosen}
            onChange={(event) => actions.onChoose(camera, (event.nativeEvent as MouseEvent).shiftKey)}
          />
        </td>
      )}
      <td className={styles.star}>
        <ActionIcon
          variant="subtle"
          color="gray"
          title={camera.favourite ? 'No longer a favourite' : 'Make it a favourite'}
          aria-label={`Favourite: ${camera.name}`}
          aria-pressed={camera.favourite}
          onClick={() => actions.onLike(camera)}
        >
          <StarIcon width={18} fill={camera.favourite ? 'currentColor' : 'none'} />
        </ActionIcon>
      </td>
      <td className={styles.camera}>
        <div>
          <a className={styles.thumbnail} href={cameraHref(camera.id)} tabIndex={-1} aria-hidden="true">
            {thumbnail === undefined
              ? <CameraIcon width={18} height={18} strokeWidth={1.3} />
              : <img src={thumbnail} alt="" loading="lazy" decoding="async" />}
          </a>
          <div>
            <a href={cameraHref(camera.id)}>{camera.name}</a>
            {device !== '' && <span title={device}>{device}</span>}
          </div>
        </div>
      </td>
      <td className={styles.state} data-tone={tone}>
        <span>
          <StatusDot tone={tone} />
          {headline(camera.status)}
          {camera.record && (
            <i title="Recorded all the time"><RecordIcon width={15} aria-hidden={false} role="img" aria-label="Recorded all the time" /></i>
          )}
        </span>
        {camera.status.state === 'retrying' && <Waiting status={camera.status} />}
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
          <RowMenu name={camera.name} onEdit={() => actions.onEdit(camera)} onDelete={() => actions.onDelete(camera)} />
        </td>
      )}
    </tr>
  );
}, sameRow);

/** The same camera comes anew with each look at the server. */
function sameRow(before: CameraRowProps, now: CameraRowProps): boolean {
  return (
    before.chosen === now.chosen &&
    before.thumbnail === now.thumbnail &&
    before.actions === now.actions &&
    (before.camera === now.camera || JSON.stringify(before.camera) === JSON.stringify(now.camera))
  );
}

function Waiting({ status }: { status: Camera['status'] }) {
  const now = useNow(1_000);
  return <small>{sinceAndRetry(status, now)}</small>;
}
