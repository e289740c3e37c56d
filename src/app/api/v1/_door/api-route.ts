import 'server-only';
import type { ApiKey, Scope } from '@/access/scope';
import { notFound, Refusal } from '@/platform/errors';
import { answerOnce, type GivenAnswer } from '@/session/keep-answer';
import { requireApiKey } from '@/session/require-api-key';
import type { Operation } from './operation';
import { problem } from './problem';
import { readJson, readParams, readQuery } from './read-input';
import { noBody, noQuery } from './shapes';

export interface RouteContext {
  params: Promise<Record<string, string | string[] | undefined>>;
}
type Handler = (request: Request, context: RouteContext) => Promise<Response>;

const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const;
type Method = (typeof methods)[number];

const json = { 'Content-Type': 'application/json', 'Cache-Control': 'private, no-store' };

/**
 * The handlers of one address: for each operation the key and its scope first, then the shapes,
 * then the verbs. Every POST takes an `Idempotency-Key`. A method without an operation is
 * refused (405), an address without any is not found. Anything refused is problem+json.
 */
export function apiRoute(...operations: Operation[]): Record<Method, Handler> {
  return handlersOf(
    operations.map((one) => [one.method, (request, context) => answer(one, request, context)]),
  );
}

/** The same for what everybody may read without a key. */
export function publicRoute(read: () => Promise<Response>): Record<Method, Handler> {
  return handlersOf([['GET', (request) => withoutBody(request, read())]]);
}

function handlersOf(given: [Operation['method'], Handler][]): Record<Method, Handler> {
  const found = new Map<Method, Handler>(given);
  const get = found.get('GET');
  if (get) found.set('HEAD', get);
  const allow = found.size > 0 ? [...found.keys(), 'OPTIONS'].sort().join(', ') : '';
  const others: Handler = (request) => withoutOperation(request.method, allow);
  const all = methods.map((method) => [method, found.get(method) ?? others]);
  return Object.fromEntries(all) as Record<Method, Handler>;
}

async function withoutOperation(method: string, allow: string): Promise<Response> {
  if (!allow) return problem(notFound());
  if (method === 'OPTIONS') return new Response(null, { status: 204, headers: { Allow: allow } });
  const values = { method, allow };
  const refused = await problem(new Refusal('api.methodUnknown', { status: 405, values }));
  refused.headers.set('Allow', allow);
  return refused;
}

async function answer(
  operation: Operation,
  request: Request,
  context: RouteContext,
): Promise<Response> {
  try {
    const scope = await requireApiKey(request, operation.scope);
    const params = readParams(operation.params, await context.params);
    if (operation.method !== 'GET') return await write(operation, scope, params, request);
    return await withoutBody(request, read(operation, scope, params, request));
  } catch (error) {
    return problem(error);
  }
}

/** HEAD: the same without the body, which nobody reads. */
async function withoutBody(request: Request, found: Promise<Response>): Promise<Response> {
  const made = await found;
  if (request.method !== 'HEAD') return made;
  await made.body?.cancel();
  return new Response(null, made);
}

async function read(
  operation: Operation,
  scope: Scope<ApiKey>,
  params: unknown,
  request: Request,
): Promise<Response> {
  const query = readQuery(operation.query ?? noQuery, new URL(request.url).searchParams);
  const found = await operation.run(scope, { params, query, body: {} });
  if (found instanceof Response) return found;
  return new Response(JSON.stringify(found), { status: operation.status, headers: json });
}

async function write(
  operation: Operation,
  scope: Scope<ApiKey>,
  params: unknown,
  request: Request,
): Promise<Response> {
  const url = new URL(request.url);
  const query = readQuery(operation.query ?? noQuery, url.searchParams);
  const { body, print } = operation.receive
    ? await operation.receive.read(scope, params, request)
    : await readJson(operation.body ?? noBody, request);
  const key = operation.method === 'POST' ? request.headers.get('idempotency-key') : null;
  const fingerprint = `${request.method} ${url.pathname}${url.search}\n${print}`;
  let isTaken = false;
  try {
    await operation.before?.(scope, params);
    const { replayed, ...given } = await answerOnce(scope, key, fingerprint, async () => {
      const done = await operation.run(scope, { params, query, body });
      const { status } = operation;
      return { status, text: status === 204 ? '' : JSON.stringify(done) };
    });
    isTaken = !replayed;
    return answerOf(given, replayed);
  } finally {
    if (!isTaken) await operation.receive?.drop?.(scope, body);
  }
}

function answerOf({ status, text }: GivenAnswer, replayed: boolean): Response {
  const again = replayed ? { 'Idempotent-Replayed': 'true' } : undefined;
  if (status === 204) return new Response(null, { status, headers: { ...again } });
  return new Response(text, { status, headers: { ...json, ...again } });
}
