import createClient from 'openapi-fetch';
import { credentials } from './credentials';
import { csrfHeaders } from './csrf';
import { offline, problemFrom, problemOf } from './problem';
import type { paths } from './schema';
import type { Answer } from './types';

/** The page may lie behind a path prefix; its API lies beside it. */
const base = typeof document === 'undefined' ? 'http://localhost' : new URL('.', document.baseURI).href.replace(/\/$/, '');

/**
 * The typed client. Its calls carry the session's cookies and, where they change something, the token
 * against forged requests. What is refused because the session's access has run out is tried once
 * more after it was renewed.
 */
export const http = createClient<paths>({ baseUrl: base, fetch: send });

export function send(request: Request): Promise<Response> {
  return inSession(() => once(request.clone()));
}

/** Does a call, and does it once more when what was in its way is gone by then. */
export async function inSession(call: () => Promise<Response>): Promise<Response> {
  const sentMillis = Date.now();
  await credentials.renewIfDue();
  const response = await call();
  if (!(await lacksSession(response))) return response;
  return (await credentials.renew(sentMillis)) ? call() : response;
}

async function once(request: Request): Promise<Response> {
  for (const [name, value] of csrfHeaders(request.method)) request.headers.set(name, value);
  try {
    return await fetch(request);
  } catch (cause) {
    if (request.signal.aborted) throw cause;
    throw offline();
  }
}

/** Other problems with 401 are about what was typed: a wrong password, a missing code. */
async function lacksSession(response: Response): Promise<boolean> {
  return response.status === 401 && (await problemOf(response.clone())).slug === 'unauthenticated';
}

interface Fetched<Data> {
  data?: Data;
  error?: unknown;
  response: Response;
}

/** The data of a call, or its problem thrown as an {@link ApiError}. */
export async function answer<Data>(call: Promise<Fetched<Data>>): Promise<Answer<Data>> {
  const { data, error, response } = await call;
  if (!response.ok) throw problemFrom(error, response);
  return data as Answer<Data>;
}

/** `exactOptionalPropertyTypes`: a member that is undefined is left out. */
export function given<T extends object>(members: T): { [Key in keyof T]?: Exclude<T[Key], undefined> } {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as {
    [Key in keyof T]?: Exclude<T[Key], undefined>;
  };
}

export interface Part<Item> {
  items: Item[];
  next: string | null;
}

/** All items of a list, part after part. */
export async function allParts<Item>(load: (cursor: string | undefined) => Promise<Part<Item>>): Promise<Item[]> {
  const items: Item[] = [];
  let cursor: string | undefined;
  do {
    const part = await load(cursor);
    items.push(...part.items);
    cursor = part.next ?? undefined;
  } while (cursor !== undefined);
  return items;
}
