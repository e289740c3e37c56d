import 'server-only';
import { and, eq, sql } from 'drizzle-orm';
import { z } from 'zod';
import { inTransaction } from '@/access/in-transaction';
import type { Contact, Scope, Technician } from '@/access/scope';
import { record } from '@/audit/record';
import { locales } from '@/i18n/locales';
import { ownAccount } from './account-rows';
import { contacts, technicians } from './tables';

export const ChangeOwnLanguage = z.object({ language: z.enum(locales) });

/** The language in which one reads pages and mails, from the next request on. */
export async function changeOwnLanguage(
  scope: Scope<Contact | Technician>,
  { language }: z.output<typeof ChangeOwnLanguage>,
): Promise<void> {
  const { tenantId, kind, id } = ownAccount(scope);
  const change = { language, updatedAt: sql`now()` };
  await inTransaction(scope, async (tx) => {
    if (kind === 'contact') {
      await tx
        .update(contacts)
        .set(change)
        .where(and(eq(contacts.tenantId, tenantId), eq(contacts.id, id)));
    } else {
      await tx
        .update(technicians)
        .set(change)
        .where(and(eq(technicians.tenantId, tenantId), eq(technicians.id, id)));
    }
    await record(tx, scope, `${kind}.languageChanged`, id, { after: { language } });
  });
}
