import http from 'node:http';
import https from 'node:https';

export interface Answer {
  status: number;
  headers: http.IncomingHttpHeaders;
  body: Buffer;
}

const trusted: { ca: string | undefined } = { ca: undefined };

/** Visits by `https:` trust this root (PEM) from now on, and no other. */
export function trustRoot(ca: string): void {
  trusted.ca = ca;
}

/**
 * One request to 127.0.0.1 under any host name, without a resolver and without following
 * redirects. `path` may begin with the origin. `onHead` is called when the answer begins.
 */
export function visit(
  origin: string,
  path: string,
  options: {
    headers?: Record<string, string>;
    method?: string;
    body?: Buffer;
    onHead?: () => void;
  } = {},
): Promise<Answer> {
  const url = new URL(path, origin);
  return new Promise((resolve, reject) => {
    const isSecure = url.protocol === 'https:';
    const request = (isSecure ? https : http).request(
      {
        ...(isSecure ? { ca: trusted.ca, servername: url.hostname } : {}),
        host: '127.0.0.1',
        port: url.port,
        path: url.pathname + url.search,
        method: options.method ?? 'GET',
        headers: { host: url.host, ...options.headers },
      },
      (response) => {
        options.onHead?.();
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            body: Buffer.concat(chunks),
          }),
        );
      },
    );
    request.on('error', reject);
    request.end(options.body);
  });
}

/** The cookies that an answer set, as a request sends them. */
export function cookiesOf(answer: Answer): string {
  return (answer.headers['set-cookie'] ?? []).map((cookie) => cookie.split(';')[0]).join('; ');
}
