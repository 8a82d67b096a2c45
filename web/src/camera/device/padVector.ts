/** Where on the pad somebody presses, as a direction and a speed. Pure. */

export interface Aim {
  /** −1 (left) … 1 (right). */
  pan: number;
  /** −1 (down) … 1 (up). */
  tilt: number;
}

export const still: Aim = { pan: 0, tilt: 0 };

/** Within this share of the radius nothing moves: there is the button in the middle. */
const deadShare = 0.3;
const slowest = 0.1;
/** Nearer than this to an axis it is meant along it. */
const snapRadians = Math.PI / 12;
const steps = 20;

/**
 * Slow near the middle, fast at the rim; in steps, so that a finger that trembles asks for nothing
 * new.
 *
 * @param x from the pad's middle, in radii, to the right
 * @param y likewise, downwards
 */
export function aimAt(x: number, y: number): Aim {
  const distance = Math.hypot(x, y);
  if (distance < deadShare) return still;
  const share = (Math.min(distance, 1) - deadShare) / (1 - deadShare);
  // Squared: most of the way is for the slow speeds that are hard to hit.
  const speed = slowest + (1 - slowest) * share * share;
  const angle = snapped(Math.atan2(-y, x));
  return { pan: rounded(Math.cos(angle) * speed), tilt: rounded(Math.sin(angle) * speed) };
}

function snapped(angle: number): number {
  const quarter = Math.PI / 2;
  const nearest = Math.round(angle / quarter) * quarter;
  return Math.abs(angle - nearest) < snapRadians ? nearest : angle;
}

function rounded(value: number): number {
  return Math.round(value * steps) / steps + 0;
}

const keyAims: Record<string, Aim> = {
  ArrowLeft: { pan: -1, tilt: 0 },
  ArrowRight: { pan: 1, tilt: 0 },
  ArrowUp: { pan: 0, tilt: 1 },
  ArrowDown: { pan: 0, tilt: -1 },
};

const keySpeed = 0.4;

/** What several arrow keys that are down together mean; with shift at full speed. */
export function aimOfKeys(keys: ReadonlySet<string>, fast: boolean): Aim {
  let pan = 0;
  let tilt = 0;
  for (const key of keys) {
    pan += keyAims[key]?.pan ?? 0;
    tilt += keyAims[key]?.tilt ?? 0;
  }
  const speed = fast ? 1 : keySpeed;
  return { pan: pan * speed, tilt: tilt * speed };
}

export function isArrow(key: string): boolean {
  return key in keyAims;
}

/** Which way a zoom key leads; 0 for other keys. */
export function zoomOfKey(key: string): number {
  if (key === '+' || key === '=') return 1;
  return key === '-' || key === '_' ? -1 : 0;
}
