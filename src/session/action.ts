import 'server-only';
import { headers } from 'next/headers';
import { unstable_rethrow } from 'next/navigation';
import type { z } from 'zod';
import { refuseInPreview } from '@/access/refuse-in-preview';
import type { Scope } from '@/access/scope';
import { translatorFor } from '@/i18n/translator';
import { DatabaseAway, Refusal } from '@/platform/errors';
import { log } from '@/platform/log';
import { answerWith, currentRequest } from '@/platform/request-context';
import type { ActionState } from '@/ui/action-state';
import { fieldMessages } from './field-messages';
import { formInput } from './form-input';
import { asAction } from './in-action';
import { languageOfRequest } from './language-of-request';
import { typedValues } from './typed-values';

/** What a verb's door says after success: a value for the screen, and where to go. */
export interface Done<T = unknown> {
  value?: T;
  /** A path of the same host; the client goes there. */
  go?: string;
}

/**
 * Makes a server action: first who asks, then the shape of what they sent, then the verb.
 * In a preview of the portal every action of a contact is refused (403).
 * A refusal becomes the form's message with the refusal's own HTTP status; anything else is
 * a bug and gets a reference id that stands in the log.
 */
export function action<A, S extends z.ZodType, T = unknown>(
  requireActor: () => Promise<A>,
  shape: S,
  verb: (actor: A, input: z.output<S>) => Promise<Done<T> | undefined>,
): (previous: ActionState<T>, form: FormData) => Promise<ActionState<T>> {
  return (_previous, form) =>
    asAction(async () => {
      const answer = await perform(form);
      const byScript = (await headers()).has('next-action');
      if (byScript || !answer || answer.ok) return answer;
      return { ...answer, values: typedValues(form) };
    });

  async function perform(form: FormData): Promise<ActionState<T>> {
    try {
      const actor = await requireActor();
      if (hasScope(actor)) refuseInPreview(actor);
      const parsed = shape.safeParse(formInput(form));
      if (!parsed.success) {
        answerWith(422);
        const t = await translatorFor(await languageOfRequest());
        const fields = fieldMessages(parsed.error, t);
        return { ok: false, message: t('refusals.checkFields'), fields };
      }
      const done = await verb(actor, parsed.data);
      return { ok: true, value: done?.value as T, ...(done?.go ? { go: done.go } : {}) };
    } catch (error) {
      unstable_rethrow(error);
      return refused(error);
    }
  }
}

/** Whether a person of the tenant acts; a visitor has no scope yet, nor a preview. */
function hasScope(actor: unknown): actor is Scope {
  return typeof actor === 'object' && actor !== null && 'actor' in actor;
}

async function refused<T>(error: unknown): Promise<ActionState<T>> {
  const t = await translatorFor(await languageOfRequest());
  const reference = currentRequest()?.reference;
  if (error instanceof Refusal) {
    answerWith(error.status, error.retryAfter ? { 'Retry-After': String(error.retryAfter) } : {});
    const fields = Object.fromEntries(
      Object.entries(error.fields).map(([name, key]) => [name, t(`refusals.${key}`, error.values)]),
    );
    return { ok: false, message: t(`refusals.${error.key}`, error.values), fields };
  }
  const away = error instanceof DatabaseAway;
  answerWith(away ? 503 : 500, away ? { 'Retry-After': '5' } : {});
  if (!away) log.error('action.failed', { error });
  return { ok: false, message: t(away ? 'refusals.databaseAway' : 'refusals.broken'), reference };
}
