/**
 * Refusals are for people, exceptions for us. A refusal carries a message key of
 * `messages/*.json` under `refusals`, never a sentence.
 */
export interface RefusalDetails {
  /** HTTP status: 403 not allowed, 404 not there, 409 not now, 413, 415, 422 bad input, 429, 507. */
  status?: number;
  /** Values of the message's placeholders. */
  values?: Record<string, string | number>;
  /** Field name → message key, for forms and problem+json. */
  fields?: Record<string, string>;
  /** Seconds, for 429 and 503. */
  retryAfter?: number;
}

export class Refusal extends Error {
  readonly status: number;
  readonly values: Record<string, string | number>;
  readonly fields: Record<string, string>;
  readonly retryAfter: number | undefined;
  /** `tickets.cannotClose`: stands under `refusals` in the messages and is the API's `code`. */
  readonly key: string;

  constructor(key: string, details: RefusalDetails = {}) {
    super(key);
    this.name = 'Refusal';
    this.key = key;
    this.status = details.status ?? 409;
    this.values = details.values ?? {};
    this.fields = details.fields ?? {};
    this.retryAfter = details.retryAfter;
  }
}

/** What a person may not see answers exactly like what does not exist. */
export function notFound(): Refusal {
  return new Refusal('notFound', { status: 404 });
}

/** Throws a `Refusal` unless the condition holds. */
export function refuseUnless(
  condition: unknown,
  key: string,
  details?: RefusalDetails,
): asserts condition {
  if (!condition) throw new Refusal(key, details);
}

/** The row, or the refusal that hides whether it exists. */
export function orNotFound<T>(row: T | undefined | null): T {
  if (row === undefined || row === null) throw notFound();
  return row;
}

/** Postgres can't be reached: the reader gets 503 with Retry-After, nothing is lost. */
export class DatabaseAway extends Error {
  constructor(cause: unknown) {
    super('the database is away', { cause });
    this.name = 'DatabaseAway';
  }
}

const awayCodes =
  /^(08...|57P0[1-5]|ECONNREFUSED|ECONNRESET|ENOENT|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN)$/;
const awayWords =
  /terminated|Query read timeout|timeout exceeded when trying to connect|connection timeout|Client has encountered|not queryable|Connection ended/i;

/** Whether an error of pg (or of Drizzle around it) means that the server is away. */
export function meansAway(error: unknown): boolean {
  for (
    let at: unknown = error, depth = 0;
    at instanceof Error && depth < 5;
    at = at.cause, depth++
  ) {
    if (at instanceof DatabaseAway) return true;
    const code = (at as { code?: unknown }).code;
    if (typeof code === 'string' && awayCodes.test(code)) return true;
    if (awayWords.test(at.message)) return true;
    if (at instanceof AggregateError && at.errors.some(meansAway)) return true;
  }
  return false;
}

/** The code of a Postgres error (`23505` for a duplicate), also through Drizzle's wrapper. */
export function postgresCode(error: unknown): string | undefined {
  for (
    let at: unknown = error, depth = 0;
    at instanceof Error && depth < 5;
    at = at.cause, depth++
  ) {
    const code = (at as { code?: unknown }).code;
    if (typeof code === 'string') return code;
  }
  return undefined;
}

/** The name of the constraint that a Postgres error names. */
export function postgresConstraint(error: unknown): string | undefined {
  for (
    let at: unknown = error, depth = 0;
    at instanceof Error && depth < 5;
    at = at.cause, depth++
  ) {
    const constraint = (at as { constraint?: unknown }).constraint;
    if (typeof constraint === 'string') return constraint;
  }
  return undefined;
}
