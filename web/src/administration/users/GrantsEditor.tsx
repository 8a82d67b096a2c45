import { ActionIcon, Checkbox, Select, Tooltip } from '@mantine/core';
import { useRef, useState } from 'react';
import { users } from '../../api/accounts';
import { rights, type Grant } from '../../api/accountTypes';
import { rightNames, rightWords } from '../../api/accountWords';
import { notifyFailed, notifyUndo } from '../../form/notify';
import { CameraIcon, GroupIcon, TrashIcon } from '../../shell/icons';
import { Nothing } from '../../shell/Sections';
import { keyOf, subjectKey, without, withRight, withSubject, type Subject } from './grants';
import styles from './users.module.css';

interface GrantsEditorProps {
  userId: string;
  initial: Grant[];
  subjects: Subject[];
}

/** Rows of cameras and groups, columns of rights. Each change is stored as it is made. */
export function GrantsEditor({ userId, initial, subjects }: GrantsEditorProps) {
  const [grants, setGrants] = useState(initial);
  /** What was stored last, or is on its way: the next change builds on it, not on what was drawn. */
  const latest = useRef(initial);
  const queue = useRef(Promise.resolve());

  const store = (change: (grants: Grant[]) => Grant[]) => {
    const before = latest.current;
    const next = change(before);
    latest.current = next;
    setGrants(next);
    // One after the other, so that the last one made is the one that stays.
    queue.current = queue.current.then(() =>
      users.setGrants(userId, next).then(
        () => undefined,
        (error: unknown) => {
          latest.current = before;
          setGrants(before);
          notifyFailed(error);
        },
      ),
    );
  };

  const remove = (grant: Grant, name: string) => {
    store((now) => without(now, keyOf(grant)));
    notifyUndo(`${name} is no longer granted`, () => store((now) => [...without(now, keyOf(grant)), grant]));
  };

  return (
    <>
      {grants.length === 0 ? (
        <Nothing>No cameras are granted.</Nothing>
      ) : (
        <table className={styles.grants}>
          <thead>
            <tr>
              <th scope="col">Camera or group</th>
              {rights.map((right) => <th scope="col" key={right} title={rightWords[right]}>{rightNames[right]}</th>)}
              <td />
            </tr>
          </thead>
          <tbody>
            {grants.map((grant) => {
              const key = keyOf(grant);
              const subject = subjects.find((each) => subjectKey(each) === key);
              const name = subject?.name ?? 'Deleted';
              return (
                <tr key={key}>
                  <th scope="row">
                    <span className={styles.what}>
                      {grant.cameraId === null ? <GroupIcon width={18} /> : <CameraIcon width={18} />}
                      {name}
                    </span>
                  </th>
                  {rights.map((right) => (
                    <td key={right}>
                      <Checkbox
                        aria-label={`${rightWords[right]}: ${name}`}
                        checked={grant.rights.includes(right)}
                        onChange={(event) => {
                          const { checked } = event.currentTarget;
                          store((now) => withRight(now, key, right, checked));
                        }}
                      />
                    </td>
                  ))}
                  <td>
                    <Tooltip label="Take away">
                      <ActionIcon variant="subtle" color="gray" aria-label={`Take away ${name}`} onClick={() => remove(grant, name)}>
                        <TrashIcon width={18} />
                      </ActionIcon>
                    </Tooltip>
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      )}
      <SubjectSelect
        subjects={subjects.filter((subject) => !grants.some((grant) => keyOf(grant) === subjectKey(subject)))}
        onChoose={(subject) => store((now) => withSubject(now, subject))}
      />
    </>
  );
}

const kinds = { group: 'Groups', camera: 'Cameras' } as const;

function SubjectSelect({ subjects, onChoose }: { subjects: Subject[]; onChoose: (subject: Subject) => void }) {
  const data = (['group', 'camera'] as const).map((kind) => ({
    group: kinds[kind],
    items: subjects.filter((subject) => subject.kind === kind).map((subject) => ({ value: subjectKey(subject), label: subject.name })),
  }));
  return (
    <Select
      mt="md"
      maw={340}
      aria-label="Grant a camera or group"
      placeholder={subjects.length === 0 ? 'Everything is granted' : 'Grant a camera or group…'}
      disabled={subjects.length === 0}
      searchable
      nothingFoundMessage="No camera or group is called so"
      data={data.filter(({ items }) => items.length > 0)}
      value={null}
      onChange={(key) => {
        const chosen = subjects.find((subject) => subjectKey(subject) === key);
        if (chosen) onChoose(chosen);
      }}
    />
  );
}
