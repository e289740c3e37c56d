import type { z } from 'zod';
import type { ApiKey, Scope } from '@/access/scope';
import type { ApiScope } from '@/session/api-scopes';

/**
 * One call of the API, written once: the route runs it and the OpenAPI document describes it,
 * so that the two can't disagree.
 */
export interface Operation<
  Params extends z.ZodType = z.ZodType,
  Query extends z.ZodType = z.ZodType,
  Body extends z.ZodType = z.ZodType,
> {
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** Below `/api/v1`: `/tickets/{number}`. */
  path: string;
  summary: string;
  scope: ApiScope;
  params?: Params;
  query?: Query;
  body?: Body;
  /** What a success answers; 204 has no body. */
  status: 200 | 201 | 204;
  answer?: z.ZodType;
  run: (
    scope: Scope<ApiKey>,
    input: { params: z.output<Params>; query: z.output<Query>; body: z.output<Body> },
  ) => Promise<unknown>;
}

/** Keeps the shapes of `params`, `query` and `body` together with `run`. */
export function operation<
  Params extends z.ZodType,
  Query extends z.ZodType,
  Body extends z.ZodType,
>(made: Operation<Params, Query, Body>): Operation<Params, Query, Body> {
  return made;
}
