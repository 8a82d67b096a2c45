import type { Onboarding } from '../../api/cameraTypes';
import { onboarding } from '../../api/inventory';
import { useNotifications, useNotified } from '../../api/notifications';
import { usePolled } from '../../api/usePolled';

const pollMillis = 2_000;
/** While the server tells of each step by itself. */
const notifiedMillis = 15_000;

/** Devices that are not cameras yet, the newest first. */
export function useUnfinished(): { unfinished: Onboarding[]; refresh: () => void } {
  const [polled, refresh] = usePolled(onboarding.list, useNotified() ? notifiedMillis : pollMillis);
  useNotifications('onboarding', refresh);
  const all = polled.kind === 'ready' ? polled.value : [];
  return { unfinished: all.filter(({ state }) => state !== 'done'), refresh };
}
