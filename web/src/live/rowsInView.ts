import { useEffect, useState, type RefObject } from 'react';

/** Rows from `first` up to, but without, `end`. */
export interface Rows {
  first: number;
  end: number;
}

/** Rows above and below the screen that are there already when one scrolls, or steps by keys. */
const spareRows = 2;

/**
 * @param aboveScreenPixels how far the first row's top lies above the screen's
 */
export function rowsInView(aboveScreenPixels: number, screenPixels: number, rowPixels: number, rows: number): Rows {
  const top = Math.floor(aboveScreenPixels / rowPixels) - spareRows;
  const bottom = Math.ceil((aboveScreenPixels + screenPixels) / rowPixels) + spareRows;
  const end = Math.min(rows, Math.max(0, bottom));
  return { first: Math.max(0, Math.min(top, end)), end };
}

/** Which rows of equal height are on the screen, or nearly; `element` holds them all. */
export function useRowsInView(element: RefObject<HTMLElement | null>, rowPixels: number, rows: number): Rows {
  const [inView, setInView] = useState<Rows>({ first: 0, end: 0 });

  useEffect(() => {
    let frame: number | undefined;
    const measure = () => {
      frame = undefined;
      if (!element.current) return;
      const { top } = element.current.getBoundingClientRect();
      const now = rowsInView(-top, window.innerHeight, rowPixels, rows);
      setInView((before) => (before.first === now.first && before.end === now.end ? before : now));
    };
    const soon = () => {
      frame ??= window.requestAnimationFrame(measure);
    };
    measure();
    window.addEventListener('scroll', soon, { passive: true });
    window.addEventListener('resize', soon);
    return () => {
      window.removeEventListener('scroll', soon);
      window.removeEventListener('resize', soon);
      if (frame !== undefined) window.cancelAnimationFrame(frame);
    };
  }, [element, rowPixels, rows]);

  return inView;
}
