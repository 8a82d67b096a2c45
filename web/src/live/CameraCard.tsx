import { ActionIcon, Menu } from '@mantine/core';
import { memo, useRef, useState } from 'react';
import type { Camera } from '../api/types';
import type { LiveState } from '../player/liveState';
import { DotsIcon, PencilIcon, TrashIcon } from '../shell/icons';
import { cameraHref } from '../shell/route';
import { StatusDot } from '../shell/StatusDot';
import { useNow } from '../shell/useNow';
import { useOnScreen, usePageWatched } from '../shell/useOnScreen';
import styles from './card.module.css';
import { LiveView } from './LiveView';
import { PictureOverlay } from './PictureOverlay';
import { pictureStatus, recordingsOnly } from './pictureStatus';

interface CameraCardProps {
  camera: Camera;
  /** Undefined for who may not. */
  onEdit: ((camera: Camera) => void) | undefined;
  onDelete: ((camera: Camera) => void) | undefined;
}

/** Drawn anew only when its camera has changed, not with each step of scrolling. */
export const CameraCard = memo(function CameraCard({ camera, onEdit, onDelete }: CameraCardProps) {
  const card = useRef<HTMLElement>(null);
  const onScreen = useOnScreen(card);
  const watched = usePageWatched();
  const now = useNow(1_000);
  const [live, setLive] = useState<LiveState>({ kind: 'connecting' });
  const maySee = camera.rights.includes('view');
  const status = maySee ? pictureStatus(camera, live, now) : recordingsOnly;
  // The sub stream where there is one: a wall of main streams is more than a line or a decoder takes.
  const stream = camera.preview || camera.streams[0]?.name;

  return (
    <article className={styles.card} ref={card} data-tone={status.tone} data-camera={camera.name}>
      <a
        className={styles.picture}
        href={cameraHref(camera.id)}
        aria-label={`Open ${camera.name}: ${status.headline}`}
      >
        {stream !== undefined && maySee && onScreen && watched && (
          <LiveView stream={stream} label={`Live picture of ${camera.name}`} muted onState={setLive} />
        )}
        <PictureOverlay status={status} />
      </a>
      <footer className={styles.caption}>
        <StatusDot tone={status.tone} />
        <h2 title={camera.name}>{camera.name}</h2>
        <span className={styles.words} title={status.detail}>{status.headline}</span>
        {onEdit && onDelete && (
          <CardMenu name={camera.name} onEdit={() => onEdit(camera)} onDelete={() => onDelete(camera)} />
        )}
      </footer>
    </article>
  );
});

function CardMenu({ name, onEdit, onDelete }: { name: string; onEdit: () => void; onDelete: () => void }) {
  return (
    <Menu position="bottom-end" withinPortal shadow="md">
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" aria-label={`More for ${name}`}>
          <DotsIcon />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<PencilIcon width={16} />} onClick={onEdit}>Edit</Menu.Item>
        <Menu.Item leftSection={<TrashIcon width={16} />} color="red" onClick={onDelete}>Delete…</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
