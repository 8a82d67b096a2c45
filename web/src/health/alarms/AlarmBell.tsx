import { Popover } from '@mantine/core';
import { useState } from 'react';
import { useOpenAlarms } from '../../api/openAlarms';
import { BellIcon } from '../../shell/icons';
import { healthHref } from '../../shell/route';
import { useNow } from '../../shell/useNow';
import { counted } from '../healthWords';
import { AlarmRow } from './AlarmRow';
import alarmStyles from './alarms.module.css';
import styles from './bell.module.css';

const shown = 5;
const mostCounted = 99;

/** The open alarms, from every place of the page. */
export function AlarmBell() {
  const alarms = useOpenAlarms() ?? [];
  const [opened, setOpened] = useState(false);
  const now = useNow(10_000);
  const words = alarms.length === 0 ? 'No open alarms' : counted(alarms.length, 'open alarm');
  const close = () => setOpened(false);

  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-end" width={340} shadow="md" withinPortal trapFocus returnFocus>
      <Popover.Target>
        <button
          type="button"
          className={styles.bell}
          aria-label={words}
          title={words}
          onClick={() => setOpened((before) => !before)}
        >
          <BellIcon />
          {alarms.length > 0 && (
            <span className={styles.count} aria-hidden="true">{alarms.length > mostCounted ? `${mostCounted}+` : alarms.length}</span>
          )}
        </button>
      </Popover.Target>
      <Popover.Dropdown className={styles.dropdown}>
        <h2 className={styles.title}>{words}</h2>
        {alarms.length > 0 && (
          <ul className={alarmStyles.alarms} onClick={close}>
            {alarms.slice(0, shown).map((alarm) => <AlarmRow key={alarm.cameraId} alarm={alarm} nowMillis={now} />)}
          </ul>
        )}
        <a href={healthHref(alarms.length > 0 ? 'alarms' : 'overview')} className={styles.all} onClick={close}>
          {alarms.length > shown ? `All ${alarms.length} alarms` : 'Health of all cameras'}
        </a>
      </Popover.Dropdown>
    </Popover>
  );
}
