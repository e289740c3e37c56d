import 'server-only';
import { z } from 'zod';
import { Refusal } from '@/platform/errors';
import { answerOnce } from '@/session/keep-answer';
import { requireApiKey } from '@/session/require-api-key';
import type { Operation } from './operation';
import { BadInput, problem } from './problem';

interface RouteContext {
  params: Promise<Record<string, string | string[] | undefined>>;
}

const json = { 'Content-Type': 'application/json', 'Cache-Control': 'private, no-store' };

/**
 * The route of an operation: the key and its scope first, then the shapes, then the verb.
 * Every POST takes an `Idempotency-Key`. Anything refused is problem+json.
 */
export function apiRoute<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType>(
  operation: Operation<P, Q, B>,
): (request: Request, context: RouteContext) => Promise<Response> {
  return async (request, context) => {
    try {
      const scope = await requireApiKey(request, operation.scope);
      const text =
        operation.method === 'GET' || operation.method === 'DELETE' ? '' : await request.text();
      const url = new URL(request.url);
      const input = {
        params: parse(operation.params, await context.params),
        query: parse(operation.query, Object.fromEntries(url.searchParams)),
        body: parse(operation.body, operation.body ? bodyOf(text) : {}),
      };
      const run = async () => ({
        status: operation.status,
        body: await operation.run(scope, input),
      });
      const key = operation.method === 'POST' ? request.headers.get('idempotency-key') : null;
      const answer = await answerOnce(
        scope,
        key,
        `${request.method} ${url.pathname}${url.search}\n${text}`,
        run,
      );
      if (answer.status === 204) return new Response(null, { status: 204 });
      return new Response(JSON.stringify(answer.body), { status: answer.status, headers: json });
    } catch (error) {
      return problem(error);
    }
  };
}

function bodyOf(text: string): unknown {
  try {
    return text === '' ? {} : JSON.parse(text);
  } catch {
    throw new Refusal('api.bodyNotJson', { status: 400 });
  }
}

function parse<S extends z.ZodType>(shape: S | undefined, value: unknown): z.output<S> {
  const parsed = (shape ?? z.unknown()).safeParse(value);
  if (!parsed.success) throw new BadInput(parsed.error);
  return parsed.data as z.output<S>;
}
