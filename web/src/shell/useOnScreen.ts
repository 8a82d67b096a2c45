import { useEffect, useState, useSyncExternalStore, type RefObject } from 'react';

const hiddenGraceMillis = 15_000;
const margin = '200px';

/** Whether an element is in view, or nearly. */
export function useOnScreen(element: RefObject<Element | null>): boolean {
  const [onScreen, setOnScreen] = useState(false);
  useEffect(() => {
    if (!element.current) return;
    const observer = new IntersectionObserver(
      (entries) => setOnScreen(entries.at(-1)?.isIntersecting ?? false),
      { rootMargin: margin },
    );
    observer.observe(element.current);
    return () => observer.disconnect();
  }, [element]);
  return onScreen;
}

/** False once the tab has been in the background for a while: nobody watches then. */
export function usePageWatched(): boolean {
  return useSyncExternalStore(subscribe, () => watched);
}

let watched = true;
const listeners = new Set<() => void>();
let timer: number | undefined;

function subscribe(listener: () => void): () => void {
  if (listeners.size === 0) document.addEventListener('visibilitychange', onVisibility);
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) document.removeEventListener('visibilitychange', onVisibility);
  };
}

function onVisibility(): void {
  window.clearTimeout(timer);
  if (document.hidden) timer = window.setTimeout(() => tell(false), hiddenGraceMillis);
  else tell(true);
}

function tell(now: boolean): void {
  watched = now;
  for (const listener of listeners) listener();
}
