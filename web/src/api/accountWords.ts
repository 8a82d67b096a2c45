import type { Right, Role, Scope } from './accountTypes';
import type { ApiError } from './problem';
import type { Explanation } from './explanation';

/** What is wrong with a log-in, an account or a right; undefined for what the server says better. */
export function explainAccountProblem(error: ApiError): Explanation | undefined {
  switch (error.slug) {
    case 'login-failed':
      return { title: 'Name, password or code is wrong', advice: 'Check them and try again.' };
    case 'unauthenticated':
      return { title: 'You are logged out', advice: 'Log in again to go on.' };
    case 'forbidden':
      return { title: 'This is not yours to do', advice: 'Ask an administrator for the right to it.' };
    case 'last-administrator':
      return {
        title: 'This is the last administrator',
        advice: 'Give somebody else the role first, or nobody could manage this server.',
      };
  }
  return error.status === 429 ? { title: 'Too many tries', advice: waitWords(error.retryAfterSeconds) } : undefined;
}

function waitWords(seconds: number | undefined): string {
  if (seconds === undefined) return 'Wait a little, then try again.';
  return seconds < 90 ? `Try again in ${seconds} s.` : `Try again in ${Math.ceil(seconds / 60)} minutes.`;
}

const roleNames: Record<Role, string> = {
  user: 'User',
  creator: 'Creator',
  moderator: 'Moderator',
  administrator: 'Administrator',
};

export const roleWords: Record<Role, string> = {
  user: 'Sees own cameras and those granted',
  creator: 'As a user; broadcasts, too',
  moderator: 'Sees and manages all cameras',
  administrator: 'Everything, and manages users',
};

export function roleName(role: Role): string {
  return roleNames[role];
}

export const rightNames: Record<Right, string> = {
  view: 'Live',
  playback: 'Recordings',
  control: 'Control',
  export: 'Export',
};

export const rightWords: Record<Right, string> = {
  view: 'Watch live',
  playback: 'Play recordings',
  control: 'Move and adjust the camera',
  export: 'Download clips',
};

export const scopeWords: Record<Scope, string> = {
  view: 'Watch live',
  playback: 'Play recordings',
  control: 'Move and adjust cameras',
  export: 'Download clips',
  'manage-cameras': 'Add, change and delete cameras',
  'manage-users': 'Manage users and their rights',
  audit: 'Read the audit log',
  metrics: 'Read metrics',
};
