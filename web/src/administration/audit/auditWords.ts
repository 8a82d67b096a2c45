import type { AuditEntry } from '../../api/accountTypes';

/** What was done, or tried: the outcome stands beside it. What is newer than this page is shown by its own word. */
export const actionGroups: { group: string; actions: Record<string, string> }[] = [
  {
    group: 'Log-in',
    actions: {
      'set-up': 'Set up the server',
      'log-in': 'Log in',
      'log-out': 'Log out',
      'log-out-everywhere': 'Log out everywhere',
      'session-end': 'End a session',
      'refresh-token-reused': 'Use a session twice',
      'password-change': 'Change the password',
      'password-reset-request': 'Ask for a new password',
      'password-reset': 'Choose a new password',
      'totp-enable': 'Turn two-step log-in on',
      'totp-disable': 'Turn two-step log-in off',
      'recovery-code-use': 'Use a recovery code',
      'identity-link': 'Link a log-in',
      'identity-unlink': 'Unlink a log-in',
      'api-key-create': 'Create an API key',
      'api-key-delete': 'Delete an API key',
      'media-token-create': 'Create a media token',
      'signing-key-rotate': 'Rotate the signing key',
    },
  },
  {
    group: 'Users and rights',
    actions: {
      'account-create': 'Create a user',
      'account-change': 'Change a user',
      'account-disable': 'Disable a user',
      'account-enable': 'Enable a user',
      'account-delete': 'Delete a user',
      'roles-change': 'Change roles',
      'grants-change': 'Change granted cameras',
      access: 'Ask without the right',
    },
  },
  {
    group: 'Cameras',
    actions: {
      'camera-add': 'Add a camera',
      'camera-change': 'Change a camera',
      'camera-delete': 'Delete a camera',
      'camera-owner-change': 'Change a camera’s owner',
      'camera-onboard': 'Take a camera in',
      'camera-discover': 'Search for cameras',
      'camera-probe': 'Test a camera',
      'camera-import': 'Import cameras',
      'camera-list-export': 'Export the list of cameras',
      'camera-move': 'Move a camera',
      'camera-preset-save': 'Keep a view of a camera',
      'camera-preset-delete': 'Delete a view of a camera',
      'camera-imaging-change': 'Change a camera’s picture',
      'camera-reboot': 'Restart a camera',
      'group-add': 'Add a group',
      'group-change': 'Change a group',
      'group-delete': 'Delete a group',
    },
  },
  {
    group: 'Video',
    actions: {
      'live-view': 'Watch live',
      'snapshot-view': 'Look at a snapshot',
      'recording-view': 'Play a recording',
      'recording-export': 'Export a recording',
      'recording-start': 'Start recording',
      'recording-stop': 'Stop recording',
    },
  },
  {
    group: 'Server',
    actions: {
      'server-start': 'Start the server',
      'server-stop': 'Stop the server',
      'audit-export': 'Export the audit log',
      'views-not-entered': 'Views are missing here',
    },
  },
];

const actionWords = new Map(actionGroups.flatMap(({ actions }) => Object.entries(actions)));

export function actionWord(action: string): string {
  return actionWords.get(action) ?? readable(action);
}

export const outcomeWords: Record<AuditEntry['outcome'], string> = {
  success: 'Done',
  refused: 'Refused',
  failed: 'Failed',
};

const actorKinds: Record<string, string> = {
  'api-key': 'by API key',
  cli: 'on the server',
  anonymous: 'not logged in',
};

/** "ada", "ada, by API key", "not logged in". */
export function actorWords({ actor }: AuditEntry): string {
  const how = actorKinds[actor.kind];
  if (actor.kind === 'server') return 'Server';
  if (actor.name === '') return how === undefined ? 'Unknown' : readable(how);
  return how === undefined ? actor.name : `${actor.name}, ${how}`;
}

/** "Yard", or what there is to tell it by. */
export function targetWords({ target }: AuditEntry): string {
  switch (target.kind) {
    case 'server':
      return '';
    case 'session':
      return 'Session';
    case 'path':
      return `${target.name} ${target.id}`.trim();
    default:
      return target.name || target.id;
  }
}

export function readable(word: string): string {
  return word.replaceAll('-', ' ').replace(/^./, (letter) => letter.toUpperCase());
}
