import 'server-only';
import { Server as NetServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { log } from '@/platform/log';
import type { Answer } from './answer';
import type { HttpServer } from './limit-connections';
import type { TlsListener } from './tls-listener';

/** Milliseconds. */
const longest = 25_000;
/** A connection between two requests may have the next one under way: it gets this long. */
const idleGrace = 1_000;

export interface Work {
  /** Answers under way. */
  answers: ReadonlySet<Answer>;
  /** Makes answers say `Connection: close` from now on. */
  closeConnections(): void;
  /** Listeners that hand their connections to the server. */
  more?: { plain?: NetServer[]; tls?: TlsListener };
}

/**
 * Ends a server without failing a request: new connections are refused, the open ones are
 * told to close with their next answer, event streams end at once (browsers come back by
 * themselves), the rest has 25 seconds. Then it cuts what is left.
 */
export async function drain(server: HttpServer, work: Work): Promise<void> {
  const began = Date.now();
  const { plain = [], tls } = work.more ?? {};
  work.closeConnections();
  tls?.sessions.sayGoodbye();
  const servers = [server, ...plain, ...(tls ? [tls.server] : [])];
  const closed = Promise.all(servers.map(closeDoor));
  endStreams(work.answers);
  await Promise.race([closed, sleep(idleGrace, undefined, { ref: false })]);
  tls?.sessions.close();
  server.closeIdleConnections();
  const late = longest - (Date.now() - began);
  await Promise.race([
    closed,
    untilIdle(server, work, began + longest),
    sleep(late, undefined, { ref: false }),
  ]);
  if (work.answers.size > 0) log.warn('drain.cut', { requests: work.answers.size });
  server.closeAllConnections();
  tls?.destroy();
}

/** Not `server.close()`: that one cuts idle connections, and with them requests on their way. */
function closeDoor(server: NetServer): Promise<void> {
  return new Promise((resolve) => {
    NetServer.prototype.close.call(server, () => resolve());
  });
}

function endStreams(answers: ReadonlySet<Answer>) {
  for (const answer of answers) {
    const type = String(answer.getHeader('content-type') ?? '');
    if (answer.headersSent && type.startsWith('text/event-stream')) answer.end();
  }
}

async function untilIdle(server: HttpServer, { answers }: Work, deadline: number) {
  while (answers.size > 0 && Date.now() < deadline) {
    await sleep(25);
    endStreams(answers); // one whose head was still being written
    server.closeIdleConnections();
  }
}
