// The server's API, as a program uses it.
import { require } from './checks.mjs';

/** Logs in, and gives the calls of whoever that is. */
export async function logIn(server, username, password) {
  const { accessToken } = await send(server, 'POST', 'auth/login', { username, password });
  const call = (method, path, body) => send(server, method, path, body, accessToken);
  return {
    get: (path) => call('GET', path),
    post: (path, body) => call('POST', path, body),
    put: (path, body) => call('PUT', path, body),
  };
}

async function send(server, method, path, body, accessToken) {
  const headers = { 'content-type': 'application/json' };
  if (accessToken) headers.authorization = `Bearer ${accessToken}`;
  const response = await fetch(`${server}/api/v1/${path}`, { method, headers, body: body && JSON.stringify(body) });
  const text = await response.text();
  require(response.ok, `${method} ${path}: ${response.status} ${text}`);
  return text === '' ? undefined : JSON.parse(text);
}
