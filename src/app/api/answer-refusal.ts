import 'server-only';
import { translatorFor } from '@/i18n/translator';
import { DatabaseAway, Refusal } from '@/platform/errors';
import { log } from '@/platform/log';
import { currentRequest } from '@/platform/request-context';
import { languageOfRequest } from '@/session/language-of-request';

/**
 * What the routes behind our own pages answer when they can't do what was asked: problem+json
 * whose `detail` is the sentence that the page shows, in the reader's language.
 */
export async function answerRefusal(error: unknown): Promise<Response> {
  const t = await translatorFor(await languageOfRequest());
  const reference = currentRequest()?.reference;
  if (error instanceof Refusal) {
    const { status, key, values, retryAfter } = error;
    const detail = t(`refusals.${key}`, values);
    return problem({ status, code: key, detail, reference }, retryAfter);
  }
  const away = error instanceof DatabaseAway;
  if (!away) log.error('route.failed', { error });
  const code = away ? 'databaseAway' : 'broken';
  const detail = t(`refusals.${code}`);
  return problem({ status: away ? 503 : 500, code, detail, reference }, away ? 5 : undefined);
}

function problem(body: { status: number } & Record<string, unknown>, retryAfter?: number) {
  return Response.json(
    { type: 'about:blank', ...body },
    {
      status: body.status,
      headers: {
        'Content-Type': 'application/problem+json',
        'Cache-Control': 'private, no-store',
        ...(retryAfter ? { 'Retry-After': String(retryAfter) } : {}),
      },
    },
  );
}
