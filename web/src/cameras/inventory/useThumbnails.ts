import { health } from '../../api/health';
import { useLoaded } from '../../api/useLoaded';

/** Where the last thumbnail of each camera lies that has one and may be seen: the check makes them daily. */
export function useThumbnails(): ReadonlyMap<string, string> {
  const { loaded } = useLoaded(thumbnails);
  return loaded.kind === 'ready' ? loaded.value : none;
}

const none: ReadonlyMap<string, string> = new Map();

async function thumbnails(signal: AbortSignal): Promise<ReadonlyMap<string, string>> {
  const pictures = await health.pictures(signal);
  return new Map(
    // The page may lie behind a path prefix, and its API beside it.
    pictures.flatMap(({ cameraId, last }) => (last?.picture ? [[cameraId, last.picture.replace(/^\//, '')] as const] : [])),
  );
}
