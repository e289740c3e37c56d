import { visit } from './visit';

export interface ApiAnswer {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  text: string;
  // biome-ignore lint/suspicious/noExplicitAny: a test reads whatever came
  json: any;
}

export type ApiClient = (
  method: string,
  path: string,
  options?: { body?: unknown; headers?: Record<string, string> },
) => Promise<ApiAnswer>;

/** Calls below `/api/v1` of a tenant's host, with a key if there is one. */
export function apiClient(origin: string, key?: string): ApiClient {
  return async (method, path, { body, headers } = {}) => {
    const answer = await visit(origin, `/api/v1${path}`, {
      method,
      headers: {
        ...(key ? { authorization: `Bearer ${key}` } : {}),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      body: body === undefined ? undefined : Buffer.from(JSON.stringify(body)),
    });
    const text = answer.body.toString();
    const isJson = /json/.test(answer.headers['content-type'] ?? '');
    const json = isJson ? JSON.parse(text) : undefined;
    return { status: answer.status, headers: answer.headers, text, json };
  };
}
