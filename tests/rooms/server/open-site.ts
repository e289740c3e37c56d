import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import net, { type AddressInfo } from 'node:net';
import { afterAll } from 'vitest';
import { readEnv } from '@/platform/env';
import type { Answer } from '@/server/answer';
import type { Site } from '@/server/answer-request';
import { drain } from '@/server/drain';
import { createListener } from '@/server/listener';
import { openDoors } from '@/server/open-doors';
import { preparePlainPages } from '@/server/plain-pages';
import type { PublicPages } from '@/server/public/public-pages';
import { serveContexts } from '@/server/serve-contexts';
import { trustedProxies } from '@/server/trusted-proxies';
import { watchBodies } from '@/server/watch-bodies';

type Handle = (request: IncomingMessage, answer: ServerResponse) => Promise<unknown>;

/** Says what it got: stands where Next's handler stands. */
export const echo: Handle = async (request, answer) => {
  let bytes = 0;
  for await (const chunk of request) bytes += (chunk as Buffer).length;
  answer.setHeader('Content-Type', 'application/json');
  answer.end(JSON.stringify({ url: request.url, headers: request.headers, bytes }));
};

/**
 * The real listener on a port of its own, in front of `handle` instead of Next; with `tls` by
 * HTTPS too, at `tlsPort`, with the certificates of the database.
 */
export async function openSite({
  handle = echo,
  trusted = [],
  tls = false,
  publicPages,
}: {
  handle?: Handle;
  trusted?: string[];
  tls?: boolean;
  publicPages?: PublicPages;
} = {}) {
  await preparePlainPages();
  const bodies = watchBodies(100);
  const answers = new Set<Answer>();
  const state = { unready: false, closing: false };
  const isTrusted = trustedProxies(trusted);
  const site: Site = {
    dev: false,
    isTrusted,
    handle,
    publicPages,
    serveStatic: async () => false,
    hopSecret: 'a-hop-secret',
    watchBody: bodies.watch,
    track(_exchange, answer) {
      answers.add(answer);
      answer.once('close', () => answers.delete(answer));
    },
    draining: () => state.closing,
    unready: () => state.unready,
    metrics: async () => 'up 1\n',
  };
  const listener = createListener(site, { isTrusted });
  const { server } = listener;
  const contexts = tls ? serveContexts() : undefined;
  const ports = { PORT: 0, HTTPS_PORT: tls ? 0 : undefined, ACME_HTTP_PORT: undefined };
  const doors = openDoors(
    { ...readEnv(), ...ports, HOST: '127.0.0.1' },
    listener,
    contexts && {
      contexts,
      ticketKeys: randomBytes(48),
    },
  );
  await doors.listen();
  const { port } = server.address() as AddressInfo;
  const tlsAddress = doors.more.tls?.server.address() as AddressInfo | undefined;
  const stop = async () => {
    state.unready = true;
    await drain(server, {
      answers,
      closeConnections: () => {
        state.closing = true;
      },
      more: doors.more,
    });
    bodies.stop();
  };
  afterAll(() => {
    server.closeAllConnections();
    server.close();
    doors.more.tls?.destroy();
    doors.more.tls?.server.close();
    bodies.stop();
  });
  const tlsPort = tlsAddress?.port ?? 0;
  return {
    port,
    tlsPort,
    server,
    listener,
    contexts,
    stop,
    state,
    raw: (text: string | Buffer) => sendRaw(port, text),
  };
}

export interface RawAnswer {
  status: number;
  /** Names in lower case. */
  headers: Record<string, string>;
  body: string;
}

/** Sends bytes as they stand and reads until the other side closes, or the answer is whole. */
export function sendRaw(port: number, text: string | Buffer, patience = 5_000): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    const socket = net.connect(port, '127.0.0.1');
    let said = '';
    const done = () => {
      clearTimeout(timer);
      socket.destroy();
      resolve(parse(said));
    };
    const timer = setTimeout(done, patience);
    socket.setEncoding('latin1');
    socket.on('data', (chunk) => {
      said += chunk;
      if (isWhole(said)) done();
    });
    socket.on('end', done);
    socket.on('close', done);
    socket.on('error', (error) => (said ? done() : reject(error)));
    socket.write(text);
  });
}

function isWhole(said: string): boolean {
  const end = said.indexOf('\r\n\r\n');
  if (end === -1) return false;
  const length = /^content-length: (\d+)/im.exec(said.slice(0, end))?.[1];
  if (length !== undefined) return said.length >= end + 4 + Number(length);
  return said.endsWith('0\r\n\r\n');
}

function parse(said: string): RawAnswer {
  const end = said.indexOf('\r\n\r\n');
  const [line = '', ...lines] = said.slice(0, end === -1 ? undefined : end).split('\r\n');
  const headers = lines.map((one): [string, string] => {
    const colon = one.indexOf(':');
    return [one.slice(0, colon).toLowerCase(), one.slice(colon + 1).trim()];
  });
  const body = end === -1 ? '' : said.slice(end + 4);
  return {
    status: Number(line.split(' ')[1] ?? 0),
    headers: Object.fromEntries(headers),
    body: Buffer.from(body, 'latin1').toString('utf8'),
  };
}

/** A request as a client writes it; each header line stands as given. */
export function request(
  line: string,
  headers: Record<string, string | string[]>,
  body = '',
): string {
  const lines = Object.entries(headers).flatMap(([name, values]) =>
    [values].flat().map((value) => `${name}: ${value}`),
  );
  return `${line} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n${body}`;
}
