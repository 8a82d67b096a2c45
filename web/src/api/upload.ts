import { csrfHeaders } from './csrf';
import { inSession } from './http';
import { offline, problemOf } from './problem';

/** How much of what is sent has gone. */
export interface Sent {
  bytes: number;
  ofBytes: number;
}

/** Sends a form and tells how much of it has gone, which `fetch` does not. */
export async function upload(path: string, form: FormData, onSent: (sent: Sent) => void): Promise<unknown> {
  const response = await inSession(() => post(path, form, onSent));
  if (!response.ok) throw await problemOf(response);
  return response.json();
}

function post(path: string, form: FormData, onSent: (sent: Sent) => void): Promise<Response> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', new URL(path, document.baseURI));
    for (const [name, value] of csrfHeaders('POST')) request.setRequestHeader(name, value);
    request.upload.onprogress = ({ loaded, total }) => onSent({ bytes: loaded, ofBytes: total });
    request.onload = () => {
      const { status, statusText } = request;
      const retryAfter = request.getResponseHeader('retry-after');
      const headers = retryAfter === null ? {} : { 'retry-after': retryAfter };
      resolve(new Response(request.responseText, { status, statusText, headers }));
    };
    request.onerror = () => reject(offline());
    request.send(form);
  });
}
