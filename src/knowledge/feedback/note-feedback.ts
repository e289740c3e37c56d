import 'server-only';
import { and, eq, isNull } from 'drizzle-orm';
import type { z } from 'zod';
import { inTransaction } from '@/access/in-transaction';
import type { Contact, Scope, Staff } from '@/access/scope';
import { rowUuid } from '@/knowledge/input-shapes';
import { refuseUnlessKnowledge } from '@/knowledge/policy';
import { contacts } from '@/people/tables';
import { Refusal } from '@/platform/errors';
import { readSectionFacts, sectionsBy } from '@/settings/section-facts';
import { GiveFeedback, keepFeedback } from './give-feedback';

export const NoteFeedback = GiveFeedback.extend({ contactId: rowUuid });

/**
 * Keeps what a contact said of an article elsewhere, as if they had said it below it: in place of
 * what they said of that version before. Refuses contacts (403) and a contact who is unknown or
 * gone (422); an article that this contact may not read is not found.
 */
export async function noteFeedback(
  scope: Scope<Staff>,
  input: z.input<typeof NoteFeedback>,
): Promise<void> {
  refuseUnlessKnowledge(scope, 'write');
  const { contactId, ...given } = NoteFeedback.parse(input);
  const { tenant, language, settings } = scope;
  await inTransaction(scope, async (tx) => {
    const [row] = await tx
      .select({ id: contacts.id, companyId: contacts.companyId })
      .from(contacts)
      .where(
        and(
          eq(contacts.tenantId, tenant.id),
          eq(contacts.id, contactId),
          isNull(contacts.disabledAt),
        ),
      );
    if (!row) {
      const key = 'people.contactUnknown';
      throw new Refusal(key, { status: 422, fields: { contactId: key } });
    }
    const actor: Contact = {
      ...row,
      ...{ kind: 'contact', name: '', companyName: '', isPrimary: false, sessionId: '' },
      sections: sectionsBy(await readSectionFacts(tx, tenant.id, row)),
    };
    const voter = { voterKey: `contact:${contactId}`, contactId };
    await keepFeedback(tx, scope, { tenant, language, settings, actor }, { ...given, ...voter });
  });
}
