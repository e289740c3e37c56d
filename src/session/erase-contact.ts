import 'server-only';
import { and, eq, inArray } from 'drizzle-orm';
import { z } from 'zod';
import { inTransaction } from '@/access/in-transaction';
import type { Scope, Staff } from '@/access/scope';
import { forgetInAudit } from '@/audit/forget-in-audit';
import { record } from '@/audit/record';
import { eraseFeedbackOf } from '@/knowledge/feedback/feedback-of-person';
import { eraseDeliveriesAbout } from '@/notifications/erase-deliveries';
import { eraseInboundOf } from '@/notifications/inbound/erase-inbound';
import { eraseMailsOfPerson, renameInMails } from '@/notifications/mails-of-person';
import { eraseContactRows, nameToErase } from '@/people/erase-contact-rows';
import { refuseUnlessCan } from '@/people/policy';
import { Refusal } from '@/platform/errors';
import { ticketNumbersOf } from '@/tickets/ticket-numbers-of';
import { providerIdentities } from './provider/tables';
import { signInLinks } from './sign-in-link/tables';
import { sessions } from './tables';

export const EraseContact = z.object({ id: z.uuid(), confirmation: z.string().max(300) });

/**
 * Takes a person out of everything that we hold (GDPR, article 17): name, addresses, phone,
 * credentials, sign-ins, mails, and what the audit log says of them. The tickets stay with an
 * erased contact as their requester. It can't be undone, so `confirmation` must be the person's
 * name (422); the audit entry says only that it was done.
 */
export async function eraseContact(
  scope: Scope<Staff>,
  { id, confirmation }: z.output<typeof EraseContact>,
): Promise<void> {
  refuseUnlessCan(scope, 'eraseContacts');
  await inTransaction(scope, async (tx) => {
    if (plain(await nameToErase(tx, scope, id)) !== plain(confirmation)) {
      const key = 'people.eraseNotConfirmed';
      throw new Refusal(key, { status: 422, fields: { confirmation: key } });
    }
    const person = await eraseContactRows(tx, scope, id);
    await eraseMailsOfPerson(tx, scope, person);
    await eraseInboundOf(tx, scope, person.addresses);
    const tickets = await ticketNumbersOf(tx, scope, person.ids);
    await renameInMails(tx, scope, { ...person, tickets });
    await eraseFeedbackOf(tx, scope, person.ids);
    await eraseDeliveriesAbout(tx, scope, person.ids);
    await forgetInAudit(tx, person.ids);
    await tx
      .delete(sessions)
      .where(and(eq(sessions.tenantId, scope.tenant.id), inArray(sessions.contactId, person.ids)));
    await tx
      .delete(signInLinks)
      .where(
        and(eq(signInLinks.tenantId, scope.tenant.id), inArray(signInLinks.contactId, person.ids)),
      );
    await tx
      .delete(providerIdentities)
      .where(
        and(
          eq(providerIdentities.tenantId, scope.tenant.id),
          inArray(providerIdentities.contactId, person.ids),
        ),
      );
    await record(tx, scope, 'contact.erased', id);
  });
}

const plain = (name: string) => name.normalize('NFC').replace(/\s+/g, ' ').trim();
