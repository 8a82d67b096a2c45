/** The server answered with a problem (RFC 9457), or did not answer at all (`slug` is `offline`). */
export class ApiError extends Error {
  constructor(
    readonly slug: string,
    readonly status: number,
    /** In the server's words, for problems that the page has none of its own for. */
    readonly title: string,
    detail: string,
    /** How long to wait before another try, where the server says so (`Retry-After`). */
    readonly retryAfterSeconds?: number,
    /** Of what is in the way, where the server says it: of the camera that is there already. */
    readonly id?: string,
  ) {
    super(detail);
    this.name = 'ApiError';
  }
}

const problemPrefix = 'urn:sightline:problem:';

export function offline(): ApiError {
  return new ApiError('offline', 0, 'Server does not answer', 'The server does not answer.');
}

export async function problemOf(response: Response): Promise<ApiError> {
  return problemFrom(await response.json().catch(() => undefined), response);
}

/** What a body says that was read as JSON where it is JSON. */
export function problemFrom(body: unknown, response: Pick<Response, 'status' | 'statusText' | 'headers'>): ApiError {
  const problem = (typeof body === 'object' && body !== null ? body : {}) as Partial<Record<'type' | 'title' | 'detail' | 'id', string>>;
  const slug = problem.type?.startsWith(problemPrefix)
    ? problem.type.slice(problemPrefix.length)
    : `http-${response.status}`;
  const retryAfter = response.headers.get('retry-after');
  return new ApiError(
    slug,
    response.status,
    problem.title ?? 'Something went wrong',
    problem.detail ?? problem.title ?? response.statusText,
    retryAfter !== null && /^\d+$/.test(retryAfter) ? Number(retryAfter) : undefined,
    problem.id,
  );
}
