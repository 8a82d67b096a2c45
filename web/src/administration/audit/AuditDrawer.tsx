import { Drawer } from '@mantine/core';
import type { AuditEntry } from '../../api/accountTypes';
import { exactTime } from '../../api/words';
import styles from './audit.module.css';
import { actionWord, actorWords, outcomeWords, readable, targetWords } from './auditWords';

export function AuditDrawer({ entry, onClose }: { entry: AuditEntry | undefined; onClose: () => void }) {
  return (
    <Drawer opened={entry !== undefined} onClose={onClose} position="right" size="md" title={entry ? actionWord(entry.action) : ''}>
      {entry && <Details entry={entry} />}
    </Drawer>
  );
}

function Details({ entry }: { entry: AuditEntry }) {
  const target = targetWords(entry);
  const lines: [string, string][] = [
    ['Time', exactTime(entry.at)],
    ['In UTC', entry.at],
    ['Who', actorWords(entry)],
    ['From', entry.actor.address],
    ['Account', entry.actor.id],
    ['On what', target === '' ? '' : `${readable(entry.target.kind)}: ${target}`],
    ['Its id', entry.target.id === target ? '' : entry.target.id],
    ['Outcome', outcomeWords[entry.outcome]],
    ...Object.entries(entry.details).map(([name, value]): [string, string] => [readable(name), value]),
    ['Number', entry.sequence.toLocaleString('en')],
  ];
  return (
    <dl className={styles.details}>
      {lines.filter(([, value]) => value !== '').map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
      <div>
        <dt>Seal</dt>
        <dd className={styles.hash}>{entry.hash}</dd>
      </div>
    </dl>
  );
}
