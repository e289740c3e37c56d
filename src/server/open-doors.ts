import 'server-only';
import { createServer, type Server as NetServer } from 'node:net';
import type { Env } from '@/platform/env';
import type { Work } from './drain';
import { findAlpnChallenge } from './find-challenge';
import type { Listener } from './listener';
import type { SniContexts } from './sni-contexts';
import { createTlsListener } from './tls-listener';

export interface Doors {
  /** Binds all of them; refuses with Node's error, such as EADDRINUSE, which names the port. */
  listen(): Promise<void>;
  /** All but the first: what a drain ends beside it. */
  more: NonNullable<Work['more']>;
}

/**
 * The ports of one process: PORT, HTTPS_PORT where it is set, and ACME_HTTP_PORT where the
 * authority's requests come in by another port. All lead to one listener.
 */
export function openDoors(
  env: Env,
  { server: http, connections }: Listener,
  secure: { contexts: SniContexts; ticketKeys: Buffer } | undefined,
): Doors {
  const { PORT, HTTPS_PORT, ACME_HTTP_PORT } = env;
  const doors: [NetServer, number][] = [[http, PORT]];
  const more: Doors['more'] = { plain: [] };
  if (secure && HTTPS_PORT !== undefined) {
    const { admit } = connections;
    more.tls = createTlsListener({ http, admit, challenge: findAlpnChallenge, ...secure });
    doors.push([more.tls.server, HTTPS_PORT]);
  }
  if (ACME_HTTP_PORT !== undefined && ACME_HTTP_PORT !== PORT) {
    const plain = createServer({ allowHalfOpen: true, noDelay: true }, (socket) =>
      http.emit('connection', socket),
    );
    more.plain?.push(plain);
    doors.push([plain, ACME_HTTP_PORT]);
  }
  return {
    more,
    listen: async () => {
      for (const [server, port] of doors) await bind(server, port, env.HOST);
    },
  };
}

function bind(server: NetServer, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ port, host, backlog: 1024 }, () => {
      server.off('error', reject);
      resolve();
    });
  });
}
