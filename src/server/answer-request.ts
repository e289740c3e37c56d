import 'server-only';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { DatabaseAway } from '@/platform/errors';
import { newReference } from '@/platform/ids';
import { log } from '@/platform/log';
import { type RequestContext, withRequest } from '@/platform/request-context';
import { faceOf } from '@/tenants/face';
import { tenantOfHost } from '@/tenants/host-index';
import type { Answer } from './answer';
import { answerWellKnown, isWellKnown } from './answer-well-known';
import { directVisitor } from './direct-visitor';
import { type Exchange, finishAnswer } from './finish-answer';
import type { Incoming } from './incoming';
import { innerHeadersOf } from './inner-headers';
import {
  bodyLimit,
  isCrossSite,
  isMisdirected,
  isUpload,
  oddRequest,
  pathOf,
} from './judge-request';
import { countRequest } from './metrics';
import { answerProbe, type ProbeSources } from './probes';
import type { PublicPages } from './public/public-pages';
import { bePreparing, leadTo, refuse, refuseHost } from './refuse-request';
import { contentPolicy, newNonce } from './security-headers';
import type { IsTrusted } from './trusted-proxies';
import { readVisitor, type Visitor } from './visitor';
import { wellFormedUrl } from './well-formed-url';

type Handler = (request: IncomingMessage, answer: ServerResponse) => Promise<unknown>;

/** What stands behind the listener. */
export interface Site extends ProbeSources {
  dev: boolean;
  isTrusted: IsTrusted;
  /** Next's handler. */
  handle: Handler;
  serveStatic(request: Incoming, answer: Answer, pathname: string): Promise<boolean>;
  /** Sent to ourselves with a request that Next repeats (`own-door.ts`). */
  hopSecret: string;
  /** What is alike for everybody who is signed out; none in development. */
  publicPages?: PublicPages;
  /** True when connections must end with their answers. */
  draining(): boolean;
  watchBody(request: Incoming, upload: boolean): void;
  /** Called with every exchange under way; `own-door.ts` and the drain look at them. */
  track(exchange: Exchange, answer: Answer): void;
}

/** One request, from the raw headers to the last byte. Never rejects. */
export async function answerRequest(site: Site, request: Incoming, answer: Answer): Promise<void> {
  const began = performance.now();
  request.url = wellFormedUrl(request.url ?? '/', request.headers.host);
  const pathname = pathOf(request.url);
  const odd = oddRequest(request);
  const visitor = readVisitor(request, site.isTrusted);
  const context: RequestContext = {
    reference: newReference(),
    address: visitor?.address ?? '',
    headers: {},
  };
  const exchange: Exchange = { context, visitor, nonce: newNonce(), pathname, dev: site.dev };
  answer.finish = { head: () => finishAnswer(answer, exchange), draining: site.draining };
  answer.setMaxListeners(30); // Next and we hang on its end more often than Node finds usual
  const seen = { face: 'none' };
  answer.once('close', () => report(request, answer, pathname, seen.face, began));
  site.track(exchange, answer);
  try {
    if (odd) return refuseOdd(site, request, answer, exchange, odd);
    if (isProbe(pathname)) seen.face = 'probe';
    if (await answerProbe(request, answer, pathname, site)) return;
    if (!visitor) return refuse(answer, exchange, 400, 'badRequest');
    if (isWellKnown(pathname)) {
      return await answerWellKnown(request, answer, pathname, visitor.hostName);
    }
    await withRequest(context, () => route(site, request, answer, exchange, visitor, seen));
  } catch (error) {
    fail(answer, exchange, error);
  }
}

const isProbe = (pathname: string) => /^\/(healthz|readyz|metrics)$/.test(pathname);

async function route(
  site: Site,
  request: Incoming,
  answer: Answer,
  exchange: Exchange,
  visitor: Visitor,
  seen: { face: string },
): Promise<void> {
  const { pathname } = exchange;
  const entry = await tenantOfHost(visitor.hostName);
  if (!entry || isMisdirected(request, visitor, site.isTrusted)) {
    return refuseHost(answer, exchange, visitor);
  }
  exchange.strict = entry.kind !== 'custom' || entry.hsts;
  const { method, url = '/' } = request;
  const direction = directVisitor(visitor, entry, { method, pathname, url });
  if (direction === 'preparing') return bePreparing(answer, exchange);
  if (direction) return leadTo(answer, direction.to);
  if (pathname === '/_next/image') return refuse(answer, exchange, 404, 'badRequest');
  if (await site.serveStatic(request, answer, pathname)) {
    seen.face = 'static';
    return;
  }
  seen.face = faceOf(pathname, entry.kind);
  if (isCrossSite(request, visitor, pathname)) return refuse(answer, exchange, 403, 'crossSite');
  if (await site.publicPages?.answer(request, answer, exchange, entry)) {
    seen.face = 'public';
    return;
  }
  receiveBody(site, request, answer, exchange);
  Object.assign(request.headers, innerHeadersOf(site, request, exchange, visitor, entry), {
    'content-security-policy': contentPolicy(exchange.nonce, { dev: site.dev }),
  });
  await site.handle(request, answer);
}

function receiveBody(site: Site, request: Incoming, answer: Answer, exchange: Exchange) {
  const { headers } = request;
  if (headers['transfer-encoding'] === undefined && !Number(headers['content-length'])) return;
  request.limit = bodyLimit(exchange.pathname);
  answer.once('finish', () => request.discardRest());
  request.tooLarge = () => {
    if (answer.headersSent) return request.socket.destroy();
    answer.beLast();
    answer.once('finish', () => request.socket.destroy()); // what was read must not pass for all
    refuse(answer, exchange, 413, 'tooLarge');
  };
  site.watchBody(request, isUpload(exchange.pathname));
}

function refuseOdd(
  site: Site,
  request: Incoming,
  answer: Answer,
  exchange: Exchange,
  status: 400 | 405 | 413,
) {
  site.watchBody(request, isUpload(exchange.pathname));
  refuse(answer, exchange, status, status === 413 ? 'tooLarge' : 'badRequest');
}

function fail(answer: Answer, exchange: Exchange, error: unknown) {
  const { context } = exchange;
  const isAway = error instanceof DatabaseAway;
  withRequest(context, () =>
    isAway ? log.warn('request.databaseAway') : log.error('request.failed', { error }),
  );
  if (answer.headersSent) return answer.destroy();
  context.unavailable = isAway;
  refuse(answer, exchange, 500, 'failed'); // becomes the 503 page where the database is away
}

const slow = 1_000;

function report(request: Incoming, answer: Answer, path: string, face: string, began: number) {
  const ms = Math.round(performance.now() - began);
  countRequest(face, answer.statusCode, ms / 1000);
  const isStream = String(answer.getHeader('content-type') ?? '').startsWith('text/event-stream');
  const entry = {
    reference: answer.getHeader('x-reference'),
    method: request.method,
    path,
    status: answer.statusCode,
    ms,
    face,
  };
  if (ms > slow && !isStream) log.info('request.slow', entry);
  else log.debug('request', entry);
}
