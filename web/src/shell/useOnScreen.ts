import { useEffect, useState, useSyncExternalStore, type RefObject } from 'react';

const hiddenGraceMillis = 15_000;
const margin = '200px';
/** What passes by quicker than this while one scrolls is not looked at. */
const passingMillis = 250;

/** Whether an element is in view, or nearly, and stays there. */
export function useOnScreen(element: RefObject<Element | null>): boolean {
  const [onScreen, setOnScreen] = useState(false);
  useEffect(() => {
    if (!element.current) return;
    let timer: number | undefined;
    const observer = new IntersectionObserver(
      (entries) => {
        const inside = entries.at(-1)?.isIntersecting ?? false;
        window.clearTimeout(timer);
        if (inside && performance.now() - scrolledAt < passingMillis) {
          timer = window.setTimeout(() => setOnScreen(true), passingMillis);
        } else {
          setOnScreen(inside);
        }
      },
      { rootMargin: margin },
    );
    observer.observe(element.current);
    return () => {
      window.clearTimeout(timer);
      observer.disconnect();
    };
  }, [element]);
  return onScreen;
}

let scrolledAt = -Infinity;
if (typeof window !== 'undefined') {
  window.addEventListener('scroll', () => (scrolledAt = performance.now()), { passive: true });
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
