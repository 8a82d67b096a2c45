import type { AuditEntry } from '../../api/accountTypes';
import { exactTime } from '../../api/words';
import styles from './audit.module.css';
import { actionWord, actorWords, outcomeWords, targetWords } from './auditWords';

export function AuditTable({ entries, onOpen }: { entries: AuditEntry[]; onOpen: (entry: AuditEntry) => void }) {
  return (
    <div className={styles.frame}>
      <table className={styles.entries}>
        <thead>
          <tr>
            <th scope="col">Time</th>
            <th scope="col">Who</th>
            <th scope="col">What</th>
            <th scope="col">On what</th>
            <th scope="col">Outcome</th>
          </tr>
        </thead>
        <tbody>
          {entries.map((entry) => (
            <tr key={entry.sequence} data-outcome={entry.outcome} onClick={() => onOpen(entry)}>
              <td className={styles.time}>{exactTime(entry.at)}</td>
              <td title={actorWords(entry)}>{actorWords(entry)}</td>
              <td>
                {/* The row is for the pointer, this for the keyboard; its click is the row's. */}
                <button type="button" className={styles.open}>{actionWord(entry.action)}</button>
              </td>
              <td title={targetWords(entry)}>{targetWords(entry)}</td>
              <td className={styles.outcome}>{outcomeWords[entry.outcome]}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
