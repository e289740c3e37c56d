import 'server-only';
import { EventEmitter } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import path from 'node:path';
import next from 'next';
import { CannotStart } from './cannot-start';

export interface NextApp {
  prepare(): Promise<void>;
  handle(request: IncomingMessage, answer: ServerResponse): Promise<unknown>;
  /** Next's hot reload, in development. */
  upgrade(request: IncomingMessage, socket: Socket, head: Buffer): void;
  close(): Promise<void>;
}

/** Next as a handler. It listens to nothing itself. */
export function createNextApp({ dev, port }: { dev: boolean; port: number }): NextApp {
  if (!dev) takeBuiltConfig();
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

/**
 * A build carries its configuration. Reading `next.config.ts` again would load a compiler and
 * next-intl's plugin into the server: half a second and a good part of its memory.
 */
function takeBuiltConfig() {
  const file = path.join('.next', 'required-server-files.json');
  if (!existsSync(file)) {
    throw new CannotStart('There is no build of the pages. Run npm start, which makes one.');
  }
  const { config } = JSON.parse(readFileSync(file, 'utf8')) as { config: unknown };
  process.env.__NEXT_PRIVATE_STANDALONE_CONFIG = JSON.stringify(config);
}
