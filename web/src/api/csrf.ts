/**
 * Who calls with cookies proves that the call comes from this page: a readable cookie is sent back as
 * a header, which no other origin can do (double submit).
 */
const cookieName = 'sightline_csrf';
const headerName = 'X-CSRF-Token';
const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS']);

export function csrfHeaders(method: string): [string, string][] {
  const token = safeMethods.has(method) ? undefined : csrfToken();
  return token === undefined ? [] : [[headerName, token]];
}

/** Undefined when nobody is logged in here: the cookie comes and goes with the session. */
export function csrfToken(): string | undefined {
  const cookies = document.cookie.split('; ');
  const found = cookies.find((cookie) => cookie.startsWith(`${cookieName}=`));
  return found === undefined ? undefined : decodeURIComponent(found.slice(cookieName.length + 1));
}
