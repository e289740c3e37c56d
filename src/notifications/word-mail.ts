import 'server-only';
import { and, eq, sql } from 'drizzle-orm';
import type { z } from 'zod';
import { inTransaction, type Tx } from '@/access/in-transaction';
import { refuseUnlessPermitted } from '@/access/permission';
import type { Scope, Staff } from '@/access/scope';
import { record } from '@/audit/record';
import { settingsCan } from '@/settings/policy';
import { standardWords } from './compose-mail';
import { judgeWords, MailWording } from './judge-words';
import { mailTexts } from './tables';

/**
 * Says a mail in the tenant's own words in one language, from the next one that leaves on. Words
 * that are ours, letter by letter, are none of its own. Refuses (422) what `judgeWords` does.
 */
export async function wordMail(
  scope: Scope<Staff>,
  wording: z.output<typeof MailWording>,
): Promise<void> {
  refuseUnlessPermitted(settingsCan.change(scope));
  const { mail, language, subject, body } = wording;
  judgeWords(mail, wording);
  const ours = await standardWords(scope, mail, language);
  if (subject === ours.subject && body === ours.body) return resetMail(scope, wording);
  await inTransaction(scope, async (tx) => {
    const before = await lockWords(tx, scope, wording);
    if (before?.subject === subject && before.body === body) return;
    await tx
      .insert(mailTexts)
      .values({ tenantId: scope.tenant.id, mail, language, subject, body })
      .onConflictDoUpdate({
        target: [mailTexts.tenantId, mailTexts.mail, mailTexts.language],
        set: { subject, body, updatedAt: sql`now()` },
      });
    await record(tx, scope, 'mail.worded', mail, {
      before: said(before),
      after: { mail, language, ...said({ subject }) },
    });
  });
}

export const ResetMail = MailWording.pick({ mail: true, language: true });

/** Gives a mail our words back in one language. Repeating it is harmless. */
export async function resetMail(
  scope: Scope<Staff>,
  { mail, language }: z.output<typeof ResetMail>,
): Promise<void> {
  refuseUnlessPermitted(settingsCan.change(scope));
  await inTransaction(scope, async (tx) => {
    const [before] = await tx
      .delete(mailTexts)
      .where(wordsOf(scope, { mail, language }))
      .returning();
    if (!before) return;
    await record(tx, scope, 'mail.reset', mail, {
      before: said(before),
      after: { mail, language, ...said() },
    });
  });
}

type Place = z.output<typeof ResetMail>;

async function lockWords(tx: Tx, scope: Scope, place: Place) {
  const [row] = await tx.select().from(mailTexts).where(wordsOf(scope, place)).for('update');
  return row;
}

const wordsOf = ({ tenant }: Scope, { mail, language }: Place) =>
  and(
    eq(mailTexts.tenantId, tenant.id),
    eq(mailTexts.mail, mail),
    eq(mailTexts.language, language),
  );

/** Of what people wrote the log holds the subject alone. */
const said = (words?: { subject: string }) => ({
  hasOwnWords: words !== undefined,
  mailSubject: words?.subject ?? null,
});
