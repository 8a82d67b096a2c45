import type { Onboarding } from '../../api/cameraTypes';
import { onboarding } from '../../api/inventory';
import { usePolled } from '../../api/usePolled';

const pollMillis = 2_000;

/** Devices that are not cameras yet, the newest first. */
export function useUnfinished(): { unfinished: Onboarding[]; refresh: () => void } {
  const [polled, refresh] = usePolled(onboarding.list, pollMillis);
  const all = polled.kind === 'ready' ? polled.value : [];
  return { unfinished: all.filter(({ state }) => state !== 'done'), refresh };
}
