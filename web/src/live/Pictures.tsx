import { useElementSize, useMergedRef, useViewportSize } from '@mantine/hooks';
import { useEffect, useRef } from 'react';
import type { Camera } from '../api/types';
import { CameraCard } from './CameraCard';
import { columnsFor, gapPixels, gridWidth, rowPixels } from './gridLayout';
import styles from './grid.module.css';
import { useRowsInView } from './rowsInView';

/** The bar above, and the space around. */
const headPixels = 84;

interface PicturesProps {
  /** Those that are known, from the first on. */
  cameras: Camera[];
  /** How many there are. */
  count: number;
  onLook: (first: number, last: number) => void;
  /** Undefined for who may only look. */
  onEdit: ((camera: Camera) => void) | undefined;
  onDelete: ((camera: Camera) => void) | undefined;
}

/** All cameras, of which only the rows in view are there. */
export function Pictures({ count, ...rest }: PicturesProps) {
  const { ref, width } = useElementSize();
  const height = useViewportSize().height - headPixels;
  return (
    <div className={styles.space} ref={ref}>
      {width > 0 && height > 0 && (
        <Rows count={count} columns={columnsFor(count, width, height)} width={gridWidth(count, width, height)} {...rest} />
      )}
    </div>
  );
}

interface RowsProps extends PicturesProps {
  columns: number;
  width: number;
}

function Rows({ cameras, count, columns, width, onLook, onEdit, onDelete }: RowsProps) {
  const { ref: measured, width: drawn } = useElementSize();
  const all = useRef<HTMLDivElement>(null);
  const ref = useMergedRef(all, measured);
  const rows = Math.ceil(count / columns);
  const row = rowPixels(columns, drawn > 0 ? drawn : width);
  const inView = useRowsInView(all, row, rows);
  const first = inView.first * columns;
  const end = Math.min(count, inView.end * columns);

  useEffect(() => {
    if (end > first) onLook(first, end - 1);
  }, [onLook, first, end]);

  return (
    <div ref={ref} className={styles.rows} style={{ height: rows * row - gapPixels, maxWidth: width }}>
      <div
        className={styles.grid}
        style={{
          gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))`,
          gridAutoRows: row - gapPixels,
          transform: `translateY(${inView.first * row}px)`,
        }}
      >
        {Array.from({ length: Math.max(0, end - first) }, (_, place) => {
          const camera = cameras[first + place];
          return camera ? (
            <CameraCard key={camera.id} camera={camera} onEdit={onEdit} onDelete={onDelete} />
          ) : (
            <div key={first + place} className={styles.coming} />
          );
        })}
      </div>
    </div>
  );
}
