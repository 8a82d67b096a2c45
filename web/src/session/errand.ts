/** What a link was opened for that the server printed or mailed: `/setup#TOKEN`. */
export type Errand =
  | { kind: 'none' }
  | { kind: 'set-up'; token: string }
  | { kind: 'reset-password'; token: string }
  | { kind: 'confirm-email'; token: string };

const kinds: Record<string, Exclude<Errand['kind'], 'none'>> = {
  setup: 'set-up',
  'reset-password': 'reset-password',
  'confirm-email': 'confirm-email',
};

export function parseErrand(path: string, hash: string): Errand {
  const kind = kinds[path.slice(path.lastIndexOf('/') + 1)];
  const token = hash.replace(/^#/, '');
  return kind === undefined || token === '' || token.startsWith('/') ? { kind: 'none' } : { kind, token };
}

/**
 * Takes the errand out of the page's address: its token must not stay in the history, nor be there
 * when the page is loaded again. It lies behind the `#`, so that no server or proxy writes it down.
 */
export function takeErrand(): Errand {
  const errand = parseErrand(window.location.pathname, window.location.hash);
  if (errand.kind !== 'none') window.history.replaceState(null, '', './#/');
  return errand;
}
