import http from 'node:http';
import type { ServerProcess } from '~tests/setup/server-process';

/**
 * A call of the REST API as a program makes it; the answer's JSON. Node resolves no names below
 * `localhost`, so it goes to the loopback under the tenant's host name.
 */
export async function callApi<T>(
  server: ServerProcess,
  { slug, key }: { slug: string; key: string },
  { method, path, body }: { method: string; path: string; body?: unknown },
): Promise<T> {
  const { host } = new URL(server.origin(slug));
  const headers = { host, authorization: `Bearer ${key}`, 'content-type': 'application/json' };
  const text = await new Promise<string>((resolve, reject) => {
    const request = http.request(
      { host: '127.0.0.1', port: server.port, method, path: `/api/v1${path}`, headers },
      async (answer) => {
        const chunks: Buffer[] = [];
        for await (const chunk of answer) chunks.push(chunk as Buffer);
        const said = Buffer.concat(chunks).toString();
        if ((answer.statusCode ?? 500) < 300) resolve(said);
        else reject(new Error(`${method} ${path}: ${answer.statusCode} ${said}`));
      },
    );
    request.on('error', reject);
    request.end(body === undefined ? undefined : JSON.stringify(body));
  });
  return JSON.parse(text) as T;
}
