import 'server-only';
import { lengthHeader } from '@/platform/length-header';
import type { RequestContext } from '@/platform/request-context';
import type { Answer } from './answer';
import { type Occasion, plainPage, plainProblem } from './plain-pages';
import { closedPolicy, contentPolicy, everywhere, strictTransport } from './security-headers';
import type { Visitor } from './visitor';

export interface Exchange {
  context: RequestContext;
  visitor: Visitor | undefined;
  nonce: string;
  pathname: string;
  dev: boolean;
  /** Whether browsers are told to insist on HTTPS here (RFC 6797). */
  strict?: boolean;
  /** A page that is alike for everybody: it says itself who may keep it. */
  isPublic?: boolean;
}

const retryAfter = 5;

/**
 * The last word on an answer, when its head is written: the wishes that verbs left in the
 * request's context, the 503 that replaces everything when Postgres is away, and the headers
 * that every answer has. Returns the whole body where it replaces the answer.
 */
export function finishAnswer(answer: Answer, exchange: Exchange): string | undefined {
  const { context } = exchange;
  const instead = context.unavailable ? becomeUnavailable(answer, exchange) : undefined;
  if (!context.unavailable && context.status && !isRedirect(answer.statusCode)) {
    answer.statusCode = context.status;
    answer.statusMessage = '';
  }
  if (repeatsAForm(answer, exchange)) {
    answer.statusCode = 303;
    answer.statusMessage = '';
  }
  for (const [name, value] of Object.entries(context.headers)) answer.setHeader(name, value);
  setCommonHeaders(answer, exchange);
  return instead;
}

const isRedirect = (status: number) => status >= 300 && status < 400;

/**
 * A page that sends elsewhere whoever posted its form without scripts, such as the sign-in. Next
 * answers 307, with which a browser posts the form once more, to a page that doesn't know it.
 */
function repeatsAForm({ req, statusCode }: Answer, { pathname }: Exchange): boolean {
  return req.method === 'POST' && statusCode === 307 && !pathname.startsWith('/api/');
}

function becomeUnavailable(answer: Answer, exchange: Exchange): string | undefined {
  answer.statusCode = 503;
  answer.statusMessage = '';
  answer.setHeader('Retry-After', String(retryAfter));
  const { headers, method } = answer.req;
  // Next's router reads the body of an action; it leaves a broken navigation for a full load.
  if (headers['next-action'] !== undefined || headers.rsc !== undefined) return undefined;
  for (const name of answer.getHeaderNames()) {
    if (name !== 'retry-after' && name !== 'set-cookie') answer.removeHeader(name);
  }
  if (exchange.pathname.startsWith('/api/')) return problem(answer, exchange, 'unavailable');
  const isForm = method === 'POST';
  if (!isForm) answer.setHeader('Refresh', String(retryAfter));
  return page(answer, exchange, isForm ? 'unavailableForm' : 'unavailable');
}

/** Sets the headers of a page of our own; the caller sends the text. */
export function page(
  answer: Answer,
  exchange: Exchange,
  occasion: Occasion,
  link?: string,
): string {
  answer.setHeader('Content-Type', 'text/html; charset=utf-8');
  return plainPage({ ...plainFacts(answer, exchange, occasion), link });
}

export function problem(answer: Answer, exchange: Exchange, occasion: Occasion): string {
  answer.setHeader('Content-Type', 'application/problem+json');
  return plainProblem(plainFacts(answer, exchange, occasion), answer.statusCode);
}

function plainFacts(answer: Answer, { context }: Exchange, occasion: Occasion) {
  const accepts = answer.req.headers['accept-language'];
  return { occasion, reference: context.reference, accepts };
}

/** Next's notes to itself about `src/proxy.ts`. */
const insideOnly = ['x-middleware-rewrite', 'x-middleware-next'];

function setCommonHeaders(
  answer: Answer,
  { context, visitor, nonce, dev, strict, isPublic }: Exchange,
) {
  const type = String(answer.getHeader('content-type') ?? '');
  const isPage = type.startsWith('text/html');
  answer.setHeader('X-Reference', context.reference);
  for (const name of insideOnly) answer.removeHeader(name);
  const length = answer.getHeader(lengthHeader);
  if (length !== undefined) {
    answer.removeHeader(lengthHeader);
    answer.setHeader('Content-Length', length);
  }
  for (const [name, value] of Object.entries(everywhere)) {
    if (!answer.hasHeader(name)) answer.setHeader(name, value);
  }
  if (!answer.hasHeader('content-security-policy')) {
    answer.setHeader(
      'Content-Security-Policy',
      isPage ? contentPolicy(nonce, { dev }) : closedPolicy,
    );
  }
  if (strict && visitor?.proto === 'https') {
    answer.setHeader('Strict-Transport-Security', strictTransport);
  }
  // Next lets a page that asked for nothing be kept by caches; ours depend on host and visitor.
  const mustStay = (isPage && !isPublic) || type.startsWith('text/x-component');
  if (mustStay || !answer.hasHeader('cache-control')) {
    answer.setHeader('Cache-Control', 'private, no-store');
  }
}
