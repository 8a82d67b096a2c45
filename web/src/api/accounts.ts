import type { AuditEntry, Grant, NewApiKey, UserChange, UserDraft } from './accountTypes';
import { allParts, answer, given, http, type Part } from './http';

export interface LogIn {
  username: string;
  password: string;
  totp?: string;
}

/** The page's tokens lie in cookies that it cannot read itself. */
const cookies = true;
const pageSize = 50;

/** Coming in and going out. */
export const entrance = {
  state: () => answer(http.GET('/api/v1/auth/state')),
  setUp: (token: string, username: string, password: string) =>
    answer(http.POST('/api/v1/auth/setup', { body: { token, username, password, cookies } })),
  logIn: (log: LogIn) => answer(http.POST('/api/v1/auth/login', { body: { ...log, cookies } })),
  /** After another provider: whose log-in it is, a cookie says. */
  giveCode: (totp: string) => answer(http.POST('/api/v1/auth/oidc/second-step', { body: { totp } })),
  enterDemo: () => answer(http.POST('/api/v1/auth/demo', { body: { cookies } })),
  logOut: () => answer(http.POST('/api/v1/auth/logout')),
  logOutEverywhere: () => answer(http.POST('/api/v1/auth/logout-everywhere')),
  askPasswordReset: (usernameOrEmail: string) =>
    answer(http.POST('/api/v1/auth/password-reset', { body: { usernameOrEmail } })),
  resetPassword: (token: string, password: string) =>
    answer(http.POST('/api/v1/auth/password-reset/confirm', { body: { token, password } })),
  confirmEmail: (token: string) => answer(http.POST('/api/v1/auth/confirm-email', { body: { token } })),
};

/** One's own account. */
export const own = {
  me: () => answer(http.GET('/api/v1/me')),
  change: (change: { displayName?: string; email?: string }) => answer(http.PATCH('/api/v1/me', { body: change })),
  changePassword: (currentPassword: string, newPassword: string) =>
    answer(http.POST('/api/v1/me/password', { body: { currentPassword, newPassword } })),
  beginTotp: () => answer(http.POST('/api/v1/me/totp')),
  confirmTotp: (code: string) => answer(http.PUT('/api/v1/me/totp', { body: { code } })),
  endTotp: (password: string) => answer(http.DELETE('/api/v1/me/totp', { body: { password } })),
  sessions: (signal: AbortSignal) => answer(http.GET('/api/v1/me/sessions', { signal })),
  endSession: (id: string) => answer(http.DELETE('/api/v1/me/sessions/{id}', { params: { path: { id } } })),
  identities: (signal: AbortSignal) => answer(http.GET('/api/v1/me/identities', { signal })),
  unlinkIdentity: (id: string) => answer(http.DELETE('/api/v1/me/identities/{id}', { params: { path: { id } } })),
};

export const apiKeys = {
  /** `all`: those of all accounts, for administrators. */
  list: (all: boolean, signal: AbortSignal) =>
    allParts((cursor) => answer(http.GET('/api/v1/api-keys', { params: { query: given({ all, cursor }) }, signal }))),
  add: (draft: NewApiKey) => answer(http.POST('/api/v1/api-keys', { body: draft })),
  delete: (id: string) => answer(http.DELETE('/api/v1/api-keys/{id}', { params: { path: { id } } })),
};

export const users = {
  search: (q: string, cursor: string | undefined, signal: AbortSignal) =>
    answer(http.GET('/api/v1/users', { params: { query: given({ q, cursor, limit: pageSize }) }, signal })),
  get: (id: string, signal: AbortSignal) =>
    answer(http.GET('/api/v1/users/{id}', { params: { path: { id } }, signal })),
  add: (draft: UserDraft) => answer(http.POST('/api/v1/users', { body: draft })),
  change: (id: string, change: UserChange) =>
    answer(http.PATCH('/api/v1/users/{id}', { params: { path: { id } }, body: change })),
  delete: (id: string) => answer(http.DELETE('/api/v1/users/{id}', { params: { path: { id } } })),
  sendPasswordReset: (id: string) =>
    answer(http.POST('/api/v1/users/{id}/password-reset', { params: { path: { id } } })),
  endSessions: (id: string) => answer(http.DELETE('/api/v1/users/{id}/sessions', { params: { path: { id } } })),
  grants: (id: string, signal: AbortSignal) =>
    answer(http.GET('/api/v1/users/{id}/grants', { params: { path: { id } }, signal })),
  setGrants: (id: string, items: Grant[]) =>
    answer(http.PUT('/api/v1/users/{id}/grants', { params: { path: { id } }, body: { items } })),
};

/** What the audit log is asked with; `auditQuery` makes it. */
export type AuditQuery = Partial<Record<'from' | 'to' | 'actor' | 'action' | 'outcome' | 'q', string>>;

export const audit = {
  search: async (query: AuditQuery, cursor: string | undefined, signal: AbortSignal) =>
    (await answer(
      http.GET('/api/v1/audit', { params: { query: { ...query, ...given({ cursor }), limit: pageSize } }, signal }),
    )) as Part<AuditEntry>,
  verify: (signal: AbortSignal) => answer(http.GET('/api/v1/audit/verify', { signal })),
  exportUrl: (query: AuditQuery, format: 'csv' | 'jsonl') =>
    `api/v1/audit/export?${new URLSearchParams({ ...query, format }).toString()}`,
};
