import { z } from 'zod';
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
  /** More than the summary says; Markdown. */
  description?: string;
  scope: ApiScope;
  /** An address that doesn't fit is not found. */
  params?: Params;
  query?: Query;
  body?: Body;
  /** Reads a body that is no JSON, before the transaction opens. */
  receive?: Receive<Params, Body>;
  /** What a success answers; 204 has no body. */
  status: 200 | 201 | 204;
  answer?: z.ZodType;
  /**
   * What waits for somebody else's machine, done before the transaction of `run` opens: none is
   * held open meanwhile. It must be harmless to do it again.
   */
  before?(scope: Scope<ApiKey>, params: z.output<Params>): Promise<void>;
  /** Refusals of its own, besides those that every call may get. */
  refuses?: readonly (409 | 413 | 415 | 507)[];
  /**
   * Runs in one transaction with all verbs that it calls, unless it only reads. A `Response`
   * is sent as it is.
   */
  run(
    scope: Scope<ApiKey>,
    input: { params: z.output<Params>; query: z.output<Query>; body: z.output<Body> },
  ): Promise<unknown>;
}

export interface Receive<Params extends z.ZodType, Body extends z.ZodType> {
  contentType: string;
  /** `print` stands for the body where two requests are compared. */
  read(
    scope: Scope<ApiKey>,
    params: z.output<Params>,
    request: Request,
  ): Promise<{ body: z.output<Body>; print: string }>;
  /** Puts away what was read where nothing came of it: refused, or answered before. */
  drop?(scope: Scope<ApiKey>, body: z.output<Body>): Promise<void>;
}

/**
 * Keeps the shapes of `params`, `query` and `body` together with `run`. Names that a shape does
 * not know are refused: a misspelt field must not pass for one that was left out.
 */
export function operation<
  Params extends z.ZodType,
  Query extends z.ZodType,
  Body extends z.ZodType,
>(made: Operation<Params, Query, Body>): Operation<Params, Query, Body> {
  return { ...made, query: strictly(made.query), body: strictly(made.body) };
}

function strictly<S extends z.ZodType>(shape: S | undefined): S | undefined {
  return shape instanceof z.ZodObject ? (shape.strict() as unknown as S) : shape;
}
