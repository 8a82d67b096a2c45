import type { Explanation } from '../api/explanation';

/** How the way through another provider ended, as far as the page has to go on with it. */
export type Returned = { kind: 'none' } | { kind: 'second-step' } | { kind: 'refused'; reason: string };

export function parseReturned(search: string): Returned {
  const query = new URLSearchParams(search);
  if (query.has('second-step')) return { kind: 'second-step' };
  const reason = query.get('error');
  return reason === null ? { kind: 'none' } : { kind: 'refused', reason };
}

/** Takes it out of the page's address, so that it is not told again when the page is loaded again. */
export function takeReturned(): Returned {
  const returned = parseReturned(window.location.search);
  if (returned.kind !== 'none') {
    window.history.replaceState(null, '', window.location.pathname + window.location.hash);
  }
  return returned;
}

export function returnedWords(reason: string): Explanation {
  switch (reason) {
    case 'not-linked':
      return {
        title: 'This log-in is not linked yet',
        advice: 'Log in with your password, then link it in your account.',
      };
    case 'linked-elsewhere':
      return {
        title: 'This log-in belongs to another user',
        advice: 'It can be linked to one user only. Unlink it there first, or choose another.',
      };
    case 'cancelled':
      return { title: 'The log-in was cancelled', advice: 'Nothing was changed.' };
    case 'unavailable':
      return {
        title: 'The other provider does not answer',
        advice: 'Try again in a while. Your password works meanwhile.',
      };
    default:
      return {
        title: 'The other provider did not confirm who you are',
        advice: 'Try again, or use your password.',
      };
  }
}
