import type { Tone } from '../api/words';

/** Colour for the glance; the words beside it say the same. */
export function StatusDot({ tone }: { tone: Tone }) {
  return <span className="status-dot" data-tone={tone} aria-hidden="true" />;
}
