import 'server-only';
import { EventEmitter } from 'node:events';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import next from 'next';

export interface NextApp {
  prepare(): Promise<void>;
  handle(request: IncomingMessage, answer: ServerResponse): Promise<unknown>;
  /** Next's hot reload, in development. */
  upgrade(request: IncomingMessage, socket: Socket, head: Buffer): void;
  close(): Promise<void>;
}

/** Next as a handler. It listens to nothing itself. */
export function createNextApp({ dev, port }: { dev: boolean; port: number }): NextApp {
  // Next hangs its upgrade handler on the server that it is given; ours decides who upgrades.
  const upgrades = new EventEmitter();
  const app = next({
    dev,
    port,
    // Not an address: Next writes `localhost` for all loopback names when the proxy rewrites, and
    // would take a destination at 127.0.0.1 for another server.
    hostname: 'localhost',
    quiet: !dev,
    httpServer: upgrades as unknown as Server,
  });
  const handle = app.getRequestHandler();
  return {
    prepare: () => app.prepare(),
    handle: (request, answer) => handle(request, answer),
    upgrade: (request, socket, head) => {
      upgrades.emit('upgrade', request, socket, head);
    },
    close: () => app.close(),
  };
}
