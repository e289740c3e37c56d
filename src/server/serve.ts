import 'server-only';
import { setTimeout as sleep } from 'node:timers/promises';
import { newToken } from '@/platform/crypto';
import type { Env } from '@/platform/env';
import type { Answer } from './answer';
import type { Site } from './answer-request';
import { certificateMetrics } from './certificate-metrics';
import { drain } from './drain';
import type { Exchange } from './finish-answer';
import { createListener } from './listener';
import { collectFigures, type Figures, metricsText } from './metrics';
import { createNextApp } from './next-app';
import { openDoors } from './open-doors';
import { openOwnDoor } from './own-door';
import { preparePlainPages } from './plain-pages';
import { drawInside } from './public/draw-inside';
import { publicPages } from './public/public-pages';
import { serveContexts } from './serve-contexts';
import { staticFiles } from './static-files';
import { trustedProxies } from './trusted-proxies';
import { watchBodies } from './watch-bodies';

export interface Serving {
  /** Binds the ports; refuses with Node's error, such as EADDRINUSE. */
  listen(): Promise<void>;
  /** `/readyz` answers 503 from now on. */
  leaveBalance(): void;
  /** Ends without failing a request, within 25 seconds. */
  stop(): Promise<void>;
  figures(): Figures;
}

export interface ServingOptions {
  dev: boolean;
  /** What all processes of a start encrypt TLS tickets with: 48 bytes. */
  ticketKeys: Buffer;
  /** Collects the figures of all workers for /metrics; alone, this process's own are all. */
  everyone?: () => Promise<Figures[]>;
}

/** This process's HTTP side, ready to listen. */
export async function prepareServing(
  env: Env,
  { dev, ticketKeys, everyone }: ServingOptions,
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
    publicPages: dev ? undefined : publicPages({ draw: drawInside(app.handle), hopSecret }),
    serveStatic: dev ? async () => false : staticFiles('.next'),
    watchBody: bodies.watch,
    unready: () => state.unready,
    draining: () => state.closing,
    metrics: async () => {
      const [all, more] = await Promise.all([everyone?.() ?? [figures()], certificateMetrics()]);
      return metricsText(all.map((one, worker) => ({ worker, figures: one }))) + more;
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
  const contexts = env.HTTPS_PORT === undefined ? undefined : serveContexts();
  const doors = openDoors(env, listener, contexts && { contexts, ticketKeys });
  const figures = () =>
    collectFigures({
      connections: listener.connections.open(),
      requests: answers.size,
      contexts: contexts?.figures(),
      publicPages: site.publicPages?.figures(),
    });
  return {
    listen: async () => {
      await doors.listen();
      void contexts?.learnAll();
    },
    leaveBalance: () => {
      state.unready = true;
    },
    async stop() {
      state.unready = true;
      const closeConnections = () => {
        state.closing = true;
      };
      await drain(listener.server, { answers, closeConnections, more: doors.more });
      bodies.stop();
      door.close();
      await Promise.race([app.close(), sleep(2_000, undefined, { ref: false })]);
    },
    figures,
  };
}
