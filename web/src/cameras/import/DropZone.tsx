import { useState } from 'react';
import { UploadIcon } from '../../shell/icons';
import styles from './import.module.css';

/** Takes one file: dropped, or chosen by click or key. */
export function DropZone({ disabled, onFile }: { disabled: boolean; onFile: (file: File) => void }) {
  const [over, setOver] = useState(false);
  const take = (files: FileList | null) => {
    const file = files?.[0];
    if (file && !disabled) onFile(file);
  };
  return (
    <label
      className={styles.drop}
      data-over={over || undefined}
      data-disabled={disabled || undefined}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        take(event.dataTransfer.files);
      }}
    >
      <UploadIcon width={34} height={34} strokeWidth={1.4} />
      <strong>Drop an Excel or CSV file here</strong>
      <span>or click to choose one</span>
      <input
        type="file"
        aria-label="File with cameras"
        accept=".xlsx,.csv,.txt"
        disabled={disabled}
        onChange={(event) => {
          take(event.currentTarget.files);
          // The same file, put right, may be chosen once more.
          event.currentTarget.value = '';
        }}
      />
    </label>
  );
}
