import 'server-only';
import { setTimeout as sleep } from 'node:timers/promises';
import { newToken } from '@/platform/crypto';
import type { Env } from '@/platform/env';
import type { Answer } from './answer';
import type { Site } from './answer-request';
import { drain } from './drain';
import type { Exchange } from './finish-answer';
import { createListener } from './listener';
import { collectFigures, type Figures, metricsText } from './metrics';
import { createNextApp } from './next-app';
import { openOwnDoor } from './own-door';
import { preparePlainPages } from './plain-pages';
import { staticFiles } from './static-files';
import { trustedProxies } from './trusted-proxies';
import { watchBodies } from './watch-bodies';

export interface Serving {
  /** Binds the port; refuses with Node's error, such as EADDRINUSE. */
  listen(): Promise<void>;
  /** `/readyz` answers 503 from now on. */
  leaveBalance(): void;
  /** Ends without failing a request, within 25 seconds. */
  stop(): Promise<void>;
  figures(): Figures;
}

/**
 * This process's HTTP side, ready to listen. `everyone` collects the figures of all workers
 * for /metrics; alone, this process's own are all there are.
 */
export async function prepareServing(
  env: Env,
  { dev, everyone }: { dev: boolean; everyone?: () => Promise<Figures[]> },
): Promise<Serving> {
  const isTrusted = trustedProxies(env.TRUSTED_PROXIES);
  const hopSecret = newToken();
  const exchanges = new Map<string, Exchange>();
  const answers = new Set<Answer>();
  const state = { unready: false, closing: false };
  const app = createNextApp({ dev, port: env.PORT });
  const contextOf = (reference: string) => exchanges.get(reference)?.context;
  const door = await openOwnDoor(hopSecret, app.handle, contextOf);
  process.env.__NEXT_PRIVATE_ORIGIN = door.origin;
  await Promise.all([app.prepare(), preparePlainPages()]);
  const bodies = watchBodies();
  const site: Site = {
    dev,
    isTrusted,
    hopSecret,
    handle: app.handle,
    serveStatic: dev ? async () => false : staticFiles('.next'),
    watchBody: bodies.watch,
    unready: () => state.unready,
    draining: () => state.closing,
    metrics: async () => {
      const all = await (everyone?.() ?? [figures()]);
      return metricsText(all.map((one, worker) => ({ worker, figures: one })));
    },
    track(exchange, answer) {
      exchanges.set(exchange.context.reference, exchange);
      answers.add(answer);
      answer.once('close', () => {
        exchanges.delete(exchange.context.reference);
        answers.delete(answer);
      });
    },
  };
  const listener = createListener(site, { isTrusted, onUpgrade: dev ? app.upgrade : undefined });
  const figures = () =>
    collectFigures({ connections: listener.connections(), requests: answers.size });
  return {
    listen: () => listen(listener.server, env),
    leaveBalance: () => {
      state.unready = true;
    },
    async stop() {
      state.unready = true;
      const closeConnections = () => {
        state.closing = true;
      };
      await drain(listener.server, { answers, closeConnections });
      bodies.stop();
      door.close();
      await Promise.race([app.close(), sleep(2_000, undefined, { ref: false })]);
    },
    figures,
  };
}

function listen(server: ReturnType<typeof createListener>['server'], env: Env): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ port: env.PORT, host: env.HOST, backlog: 1024 }, () => {
      server.off('error', reject);
      resolve();
    });
  });
}
