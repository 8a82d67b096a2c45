import { useEffect } from 'react';
import type { CameraSummary } from '../api/cameraTypes';
import type { Polled } from '../api/usePolled';

/** "(1 away) Sightline", "(1 away) Yard — Sightline": a tab in the background tells what it knows. */
export function pageTitle(summary: Polled<CameraSummary>, camera: string | undefined): string {
  if (summary.kind === 'loading') return 'Sightline';
  if (summary.kind === 'failed' || summary.stale) return '(offline) Sightline';
  const { away } = summary.value;
  const mark = away > 0 ? `(${away} away) ` : '';
  return camera === undefined ? `${mark}Sightline` : `${mark}${camera} — Sightline`;
}

export function useDocumentTitle(title: string): void {
  useEffect(() => {
    document.title = title;
    return () => {
      document.title = 'Sightline';
    };
  }, [title]);
}
