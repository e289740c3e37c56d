import 'server-only';
import type { z } from 'zod';
import { translatorFor } from '@/i18n/translator';
import { DatabaseAway, Refusal } from '@/platform/errors';
import { log } from '@/platform/log';
import { currentRequest } from '@/platform/request-context';
import { fieldMessages } from '@/session/field-messages';

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
          ...(status === 401 ? { 'WWW-Authenticate': 'Bearer' } : {}),
          ...(wait ? { 'Retry-After': String(wait) } : {}),
        },
      },
    );
  if (error instanceof BadInput) {
    return answer(422, 'checkFields', t('refusals.checkFields'), {
      errors: fieldMessages(error.zod, t),
    });
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

const titles: Record<number, string> = {
  400: 'Bad request',
  401: 'Not signed in',
  403: 'Not allowed',
  404: 'Not found',
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
