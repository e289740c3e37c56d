import 'server-only';
import { and, count, eq, gt, min } from 'drizzle-orm';
import type { z } from 'zod';
import { inTransaction, type Tx } from '@/access/in-transaction';
import { refuseUnlessPermitted } from '@/access/permission';
import type { Scope, Staff, Technician } from '@/access/scope';
import { takeTurn } from '@/access/take-turn';
import { record } from '@/audit/record';
import { clock, hours } from '@/platform/clock';
import { Refusal } from '@/platform/errors';
import { settingsCan } from '@/settings/policy';
import { type ComposedMail, composeExample, standardWords } from './compose-mail';
import { judgeWords, type MailWording } from './judge-words';
import { queueMail } from './queue-mail';
import { outboxMessages } from './tables';

type Wording = z.output<typeof MailWording>;

/** At most so many an hour and tenant: a button that sends mail is pressed by scripts too. */
const mostTrials = 30;

/**
 * The mail in these words as it would reach somebody of our invention, before anything is saved.
 * Refuses (422) what could not be saved either.
 */
export async function previewMail(scope: Scope<Staff>, wording: Wording): Promise<ComposedMail> {
  refuseUnlessPermitted(settingsCan.read(scope));
  const { mail, language } = wording;
  return composeExample(scope, mail, language, await ownOf(scope, wording));
}

/** Mails these words to whoever tries them out. Refuses too many (429). */
export async function sendTestMail(scope: Scope<Technician>, wording: Wording): Promise<void> {
  refuseUnlessPermitted(settingsCan.change(scope));
  const { mail, language } = wording;
  const { subject, body } = (await ownOf(scope, wording)) ?? { subject: '', body: '' };
  const { id, name, email } = scope.actor;
  await inTransaction(scope, async (tx) => {
    await refuseTooMany(tx, scope);
    await queueMail(tx, scope, {
      template: 'mailTest',
      to: { address: email, name, language },
      about: id,
      params: { mail, subject, body },
    });
    await record(tx, scope, 'mail.tried', mail, { after: { mail, language } });
  });
}

/** Undefined: the words are ours, and the mail looks as it does without any. */
async function ownOf(scope: Scope, { mail, language, subject, body }: Wording) {
  judgeWords(mail, { subject, body });
  const ours = await standardWords(scope, mail, language);
  return subject === ours.subject && body === ours.body ? undefined : { subject, body };
}

/** Counted in the outbox, one asker after the other. */
async function refuseTooMany(tx: Tx, { tenant }: Scope): Promise<void> {
  const now = clock.now().getTime();
  await takeTurn(tx, `mailTest:${tenant.id}`);
  const [row] = await tx
    .select({ count: count(), first: min(outboxMessages.createdAt) })
    .from(outboxMessages)
    .where(
      and(
        eq(outboxMessages.tenantId, tenant.id),
        eq(outboxMessages.template, 'mailTest'),
        gt(outboxMessages.createdAt, new Date(now - hours(1))),
      ),
    );
  if (!row?.first || row.count < mostTrials) return;
  const retryAfter = Math.max(1, Math.ceil((row.first.getTime() + hours(1) - now) / 1000));
  throw new Refusal('notifications.tooManyTrials', {
    status: 429,
    retryAfter,
    values: { minutes: Math.ceil(retryAfter / 60) },
  });
}
