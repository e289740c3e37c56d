import 'server-only';
import { z } from 'zod';
import { translatorFor } from '@/i18n/translator';
import { DatabaseAway, Refusal } from '@/platform/errors';
import { log } from '@/platform/log';
import { currentRequest } from '@/platform/request-context';
import { fieldErrors } from './field-errors';

/** What was sent doesn't fit the operation's shape. */
export class BadInput extends Error {
  constructor(readonly zod: z.ZodError) {
    super('bad input');
  }
}

/**
 * An error as `application/problem+json` (RFC 9457): `title`, `status`, `detail`, `code`,
 * `reference` and, for bad input, `errors` by field. What is a bug of ours says nothing of itself.
 */
export async function problem(error: unknown): Promise<Response> {
  const t = await translatorFor('en');
  const reference = currentRequest()?.reference;
  const answer = (status: number, code: string, detail: string, more: object = {}, wait?: number) =>
    new Response(
      JSON.stringify({
        type: 'about:blank',
        title: titles[status] ?? 'Error',
        status,
        detail,
        code,
        reference,
        ...more,
      }),
      {
        status,
        headers: {
          'Content-Type': 'application/problem+json',
          'Cache-Control': 'private, no-store',
          ...challenges[code],
          ...(wait ? { 'Retry-After': String(wait) } : {}),
        },
      },
    );
  // A verb parses its input once more: what only it refuses is bad input too.
  const fault = error instanceof BadInput ? error.zod : error;
  if (fault instanceof z.ZodError) {
    const errors = fieldErrors(fault, t);
    return answer(422, 'checkFields', t('refusals.checkFields'), { errors });
  }
  if (error instanceof Refusal) {
    const fields = Object.entries(error.fields).map(([name, key]) => [
      name,
      t(`refusals.${key}`, error.values),
    ]);
    const more = fields.length > 0 ? { errors: Object.fromEntries(fields) } : {};
    return answer(
      error.status,
      error.key,
      t(`refusals.${error.key}`, error.values),
      more,
      error.retryAfter,
    );
  }
  if (error instanceof DatabaseAway)
    return answer(503, 'databaseAway', t('refusals.databaseAway'), {}, 5);
  log.error('api.failed', { error });
  return answer(500, 'broken', t('refusals.broken'));
}

/** RFC 6750: what a client has to bring. */
const challenges: Record<string, Record<string, string>> = {
  'api.keyMissing': { 'WWW-Authenticate': 'Bearer' },
  'api.keyUnknown': { 'WWW-Authenticate': 'Bearer error="invalid_token"' },
  'api.scopeMissing': { 'WWW-Authenticate': 'Bearer error="insufficient_scope"' },
};

const titles: Record<number, string> = {
  400: 'Bad request',
  401: 'Not signed in',
  403: 'Not allowed',
  404: 'Not found',
  405: 'Method not possible',
  409: 'Conflict',
  410: 'Gone',
  413: 'Too large',
  415: 'Type not allowed',
  422: 'Bad input',
  429: 'Too many requests',
  500: 'Internal error',
  503: 'Away for a moment',
  507: 'Storage full',
};
