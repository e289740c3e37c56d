import https from 'node:https';
import type { AddressInfo } from 'node:net';
import type { Pebble } from './pebble';

type Kind = 'directory' | 'newNonce' | 'newAccount' | 'newOrder' | 'order' | 'authorization';
export type RequestKind = Kind | 'challenge' | 'finalize' | 'certificate' | 'renewalInfo' | 'other';

/** What the proxy does instead of passing a request on; undefined passes it on. */
export type Mood =
  | { answer: number; headers?: Record<string, string>; problem?: { type: string; detail: string } }
  | { hang: true }
  /** Passed on; what comes back never arrives. */
  | { lose: true }
  | { json: unknown; headers?: Record<string, string> };

/** A proxy in front of Pebble, which plays what that can't: outages, limits, renewal information. */
export interface AcmeProxy {
  directoryUrl: string;
  /** How it meets each request, until set again. */
  mood: (kind: RequestKind, path: string, body: string) => Mood | undefined;
  /** Waited for before a request is passed on. */
  before: (kind: RequestKind) => Promise<void>;
  /** Called for a passed-on answer, before it leaves. */
  seen: (kind: RequestKind, body: Record<string, unknown>) => void;
  /** Adds `renewalInfo` to the directory; `mood` answers it. */
  offersRenewalInfo: boolean;
  /** Requests that arrived, by kind. */
  counts: Record<string, number>;
  /** Those done whose answer reached whoever asked: not one that was given up for its time. */
  done: Record<string, number>;
  total(): number;
  /** What the signed requests of a kind carried, decoded. */
  payloads: { kind: RequestKind; payload: Record<string, unknown> }[];
  stop(): Promise<void>;
}

export async function startAcmeProxy(pebble: Pebble): Promise<AcmeProxy> {
  const target = new URL(pebble.directoryUrl);
  const agent = new https.Agent({ ca: pebble.ca, keepAlive: true });
  const server = https.createServer(pebble.tls, async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks);
    const path = request.url ?? '/';
    const kind = kindOf(path);
    proxy.counts[kind] = (proxy.counts[kind] ?? 0) + 1;
    keepPayload(kind, body);
    const mood = proxy.mood(kind, path, body.toString());
    if (mood && 'hang' in mood) return;
    if (mood && 'answer' in mood) {
      const type = 'application/problem+json';
      response.writeHead(mood.answer, { 'content-type': type, ...mood.headers });
      response.end(JSON.stringify(mood.problem ?? {}));
      return;
    }
    if (mood && 'json' in mood) {
      response.writeHead(200, { 'content-type': 'application/json', ...mood.headers });
      response.end(JSON.stringify(mood.json));
      return;
    }
    await proxy.before(kind);
    const onward = https.request(
      {
        host: target.hostname,
        port: target.port,
        path,
        method: request.method,
        headers: request.headers, // with its Host: Pebble makes its URLs from that
        agent,
      },
      (answer) => {
        const parts: Buffer[] = [];
        answer.on('data', (part: Buffer) => parts.push(part));
        answer.on('end', () => {
          if (mood && 'lose' in mood) return;
          const isDone = answer.statusCode !== undefined && answer.statusCode < 300;
          response.once('finish', () => {
            if (isDone) proxy.done[kind] = (proxy.done[kind] ?? 0) + 1;
          });
          const text = withRenewalInfo(kind, Buffer.concat(parts).toString());
          proxy.seen(kind, text.startsWith('{') ? JSON.parse(text) : {});
          const { 'content-length': _, ...headers } = answer.headers;
          response.writeHead(answer.statusCode ?? 502, headers).end(text);
        });
      },
    );
    onward.on('error', () => response.destroy());
    onward.end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const origin = `https://127.0.0.1:${port}`;

  function withRenewalInfo(kind: RequestKind, text: string): string {
    if (kind !== 'directory' || !proxy.offersRenewalInfo) return text;
    return JSON.stringify({ ...JSON.parse(text), renewalInfo: `${origin}/renewal-info` });
  }

  function keepPayload(kind: RequestKind, body: Buffer): void {
    if (body.length === 0) return;
    const { payload } = JSON.parse(body.toString()) as { payload?: string };
    const text = Buffer.from(payload ?? '', 'base64url').toString();
    if (text) proxy.payloads.push({ kind, payload: JSON.parse(text) });
  }

  const proxy: AcmeProxy = {
    directoryUrl: `${origin}/dir`,
    mood: () => undefined,
    before: async () => {},
    seen: () => {},
    offersRenewalInfo: false,
    counts: {},
    done: {},
    payloads: [],
    total: () => Object.values(proxy.counts).reduce((sum, count) => sum + count, 0),
    stop: () =>
      new Promise((resolve) => {
        agent.destroy();
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return proxy;
}

/** Pebble's paths. */
function kindOf(path: string): RequestKind {
  if (path === '/dir') return 'directory';
  if (path.startsWith('/nonce')) return 'newNonce';
  if (path === '/sign-me-up') return 'newAccount';
  if (path === '/order-plz') return 'newOrder';
  if (path.startsWith('/my-order/')) return 'order';
  if (path.startsWith('/authZ/')) return 'authorization';
  if (path.startsWith('/chalZ/')) return 'challenge';
  if (path.startsWith('/finalize-order/')) return 'finalize';
  if (path.startsWith('/certZ/')) return 'certificate';
  return path.startsWith('/renewal-info/') ? 'renewalInfo' : 'other';
}
