import type { components } from './schema';
import type { Answer, Narrowed } from './types';

type Schema = components['schemas'];

export type AuthState = Answer<Schema['AuthState']>;
export type Me = Answer<Schema['Me']>;
export type SessionInfo = Answer<Schema['SessionJson']>;
export type Identity = Answer<Schema['IdentityJson']>;
export type User = Answer<Schema['UserJson']>;
export type ApiKey = Omit<Answer<Schema['ApiKeyJson']>, 'key'>;
export type AuditVerification = Answer<Schema['AuditVerification']>;
export type AuditEntry = Narrowed<Answer<Schema['AuditJson']>, { outcome: 'success' | 'refused' | 'failed' }>;

export type Role = User['roles'][number];
export type Scope = ApiKey['scopes'][number];
export type Right = Grant['rights'][number];

/** All of them, in the order in which they are shown. */
export const roles: readonly Role[] = ['user', 'creator', 'moderator', 'administrator'];
export const rights: readonly Right[] = ['view', 'playback', 'control', 'export'];
export const scopes: readonly Scope[] = [...rights, 'manage-cameras', 'manage-users', 'audit', 'metrics'];

export interface NewApiKey {
  name: string;
  scopes: Scope[];
  expiresAt: string | null;
}

export interface UserDraft {
  username: string;
  displayName: string;
  email: string;
  roles: Role[];
  /** None: a link to choose one is mailed. */
  password?: string;
}

export type UserChange = Partial<Omit<UserDraft, 'password'>> & { enabled?: boolean };

/** On a camera or on a group: one of the two is null. */
export type Grant = Pick<Answer<Schema['GrantJson']>, 'cameraId' | 'groupId' | 'rights'>;
