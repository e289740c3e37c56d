import 'server-only';
import { and, desc, eq, inArray, or, type SQL, sql } from 'drizzle-orm';
import type { Tx } from '@/access/in-transaction';
import { mailStops, mailSuppressions, mailTries } from './outbound/tables';
import { outboxMessages } from './tables';

/** A person as the outbox knows them: by the ids their mails are about, and by address. */
export interface MailPerson {
  ids: readonly string[];
  addresses: readonly string[];
}

export interface MailOfPerson {
  to: string;
  template: string;
  language: string;
  /** What was filled into the text: a reply's words, a ticket's title. Never a secret. */
  values: Record<string, string>;
  state: string;
  createdAt: Date;
  sentAt: Date | null;
}

/** What was mailed to a person and is still kept, newest first. */
export async function mailsOfPerson(
  tx: Tx,
  scope: { tenant: { id: string } },
  person: MailPerson,
): Promise<MailOfPerson[]> {
  const rows = await tx
    .select()
    .from(outboxMessages)
    .where(toPerson(scope, person))
    .orderBy(desc(outboxMessages.createdAt));
  return rows.map(({ toAddress, template, language, params, state, createdAt, sentAt }) => ({
    to: toAddress,
    template,
    language,
    values: params,
    state,
    createdAt,
    sentAt,
  }));
}

/**
 * Takes addresses, texts and secrets out of a person's mails, and what servers answered about them;
 * what waits does not leave. Whether they are mailed is forgotten.
 */
export async function eraseMailsOfPerson(
  tx: Tx,
  scope: { tenant: { id: string } },
  person: MailPerson,
): Promise<void> {
  await eraseAnswers(tx, scope, person);
  await tx
    .update(outboxMessages)
    .set({
      toAddress: '',
      toName: '',
      params: {},
      sealed: null,
      headers: {},
      lastError: null,
      state: sql`case when ${outboxMessages.state} in ('queued', 'onScreen') then 'voided' else ${outboxMessages.state} end`,
    })
    .where(toPerson(scope, person));
}

async function eraseAnswers(
  tx: Tx,
  { tenant }: { tenant: { id: string } },
  person: MailPerson,
): Promise<void> {
  const theirs = tx
    .select({ id: outboxMessages.id })
    .from(outboxMessages)
    .where(toPerson({ tenant }, person));
  await tx
    .update(mailTries)
    .set({ answer: '' })
    .where(and(eq(mailTries.tenantId, tenant.id), inArray(mailTries.messageId, theirs)));
  await tx.delete(mailSuppressions).where(
    and(
      eq(mailSuppressions.tenantId, tenant.id),
      inArray(
        mailSuppressions.address,
        person.addresses.map((address) => address.toLowerCase()),
      ),
    ),
  );
  await tx
    .delete(mailStops)
    .where(and(eq(mailStops.tenantId, tenant.id), inArray(mailStops.readerId, [...person.ids])));
}

/**
 * Puts another name for a person's where mails to others about these tickets say who wrote or
 * asked. A mail names a ticket by its number.
 */
export async function renameInMails(
  tx: Tx,
  scope: { tenant: { id: string } },
  person: { names: readonly string[]; as: string; tickets: readonly number[] },
): Promise<void> {
  const numbers = person.tickets.map(String);
  for (const name of person.names) {
    for (const part of ['author', 'requester']) {
      const said = sql`${outboxMessages.params} ->> ${part}`;
      await tx
        .update(outboxMessages)
        .set({
          params: sql`${outboxMessages.params}
            || jsonb_build_object(${part}::text, replace(${said}, ${name}, ${person.as}))`,
        })
        .where(
          and(
            eq(outboxMessages.tenantId, scope.tenant.id),
            sql`strpos(${said}, ${name}) > 0`,
            sql`${outboxMessages.params} ->> 'number' = any (${sql.param(numbers)}::text[])`,
          ),
        );
    }
  }
}

function toPerson({ tenant }: { tenant: { id: string } }, { ids, addresses }: MailPerson) {
  const ways: SQL[] = [];
  if (ids.length > 0) ways.push(inArray(outboxMessages.about, [...ids]));
  if (addresses.length > 0) ways.push(inArray(outboxMessages.toAddress, [...addresses]));
  return and(eq(outboxMessages.tenantId, tenant.id), or(...ways));
}
