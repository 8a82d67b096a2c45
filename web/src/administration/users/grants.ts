import { rights, type Grant, type Right } from '../../api/accountTypes';

/** Something that rights can be given on. */
export interface Subject {
  kind: 'camera' | 'group';
  id: string;
  name: string;
}

export function subjectKey(subject: Pick<Subject, 'kind' | 'id'>): string {
  return `${subject.kind}:${subject.id}`;
}

export function keyOf(grant: Grant): string {
  return grant.cameraId === null ? `group:${grant.groupId ?? ''}` : `camera:${grant.cameraId}`;
}

/** With this right given or taken. What has no right left goes, as a grant of nothing is none. */
export function withRight(grants: Grant[], key: string, right: Right, given: boolean): Grant[] {
  return grants
    .map((grant) =>
      keyOf(grant) === key
        ? { ...grant, rights: rights.filter((each) => (each === right ? given : grant.rights.includes(each))) }
        : grant,
    )
    .filter((grant) => grant.rights.length > 0);
}

/** What one gives most often: to look, now and back. */
const usual: Right[] = ['view', 'playback'];

export function withSubject(grants: Grant[], subject: Subject): Grant[] {
  if (grants.some((grant) => keyOf(grant) === subjectKey(subject))) return grants;
  const granted: Grant =
    subject.kind === 'camera'
      ? { cameraId: subject.id, groupId: null, rights: usual }
      : { cameraId: null, groupId: subject.id, rights: usual };
  return [...grants, granted];
}

export function without(grants: Grant[], key: string): Grant[] {
  return grants.filter((grant) => keyOf(grant) !== key);
}
