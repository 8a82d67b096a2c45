import { ActionIcon, Tooltip } from '@mantine/core';
import { pictureAt } from '../../api/devices';
import { mediaUrl } from '../../api/client';
import { serverNow } from '../../api/serverClock';
import { notifyFailed } from '../../form/notify';
import { useSubmission } from '../../form/useSubmission';
import { SnapshotIcon } from '../../shell/icons';

interface SnapshotButtonProps {
  cameraName: string;
  stream: string;
  /** The moment that is shown; undefined while it is live. */
  recordedMillis: () => number | undefined;
}

/** Saves the picture that is shown, as the camera made it. */
export function SnapshotButton({ cameraName, stream, recordedMillis }: SnapshotButtonProps) {
  const { running, submit } = useSubmission();
  const save = () =>
    submit(async () => {
      const at = recordedMillis();
      try {
        const picture = await pictureAt(at === undefined ? mediaUrl.snapshot(stream) : mediaUrl.recordedSnapshot(stream, at));
        download(picture, fileName(cameraName, at ?? serverNow()));
      } catch (error) {
        notifyFailed(error);
      }
    });
  return (
    <Tooltip label="Save snapshot" openDelay={400}>
      <ActionIcon variant="subtle" color="gray" size={34} radius="xl" aria-label="Save snapshot" loading={running} onClick={save}>
        <SnapshotIcon />
      </ActionIcon>
    </Tooltip>
  );
}

function fileName(cameraName: string, atMillis: number): string {
  const at = new Date(atMillis - new Date(atMillis).getTimezoneOffset() * 60_000).toISOString();
  return `${cameraName} ${at.slice(0, 10)} ${at.slice(11, 19).replaceAll(':', '-')}.jpg`.replaceAll(/[\\/:*?"<>|]/g, '_');
}

function download(file: Blob, name: string): void {
  const url = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  window.setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
