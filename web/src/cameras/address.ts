/** RTSP addresses as people type and paste them. */

export type AddressCheck = { kind: 'ok'; url: string } | { kind: 'problem'; words: string };

/**
 * Completes what was typed: `192.168.1.20/stream1` means `rtsp://192.168.1.20/stream1`. User name
 * and password given apart are put in, escaped as RFC 3986 §3.2.1 asks.
 */
export function completeAddress(typed: string, user = '', password = ''): AddressCheck {
  const text = typed.trim();
  if (text === '') return { kind: 'problem', words: 'Enter the camera’s address.' };
  const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec(text)?.[1]?.toLowerCase();
  if (scheme !== undefined && scheme !== 'rtsp' && scheme !== 'rtsps') {
    return { kind: 'problem', words: `Cameras are reached by rtsp:// or rtsps://, not ${scheme}://.` };
  }
  const rest = scheme === undefined ? text : text.slice(scheme.length + 3);
  const host = rest.split(/[/?#]/)[0]?.split('@').at(-1) ?? '';
  if (host === '' || /\s/.test(rest)) {
    return { kind: 'problem', words: 'It should look like rtsp://192.168.1.20:554/stream1.' };
  }
  const start = `${scheme ?? 'rtsp'}://`;
  if (user === '') return { kind: 'ok', url: start + rest };
  const authority = rest.split(/[/?#]/)[0] ?? '';
  const bare = host + rest.slice(authority.length);
  const secret = password === '' ? '' : `:${encodeURIComponent(password)}`;
  return { kind: 'ok', url: `${start}${encodeURIComponent(user)}${secret}@${bare}` };
}
