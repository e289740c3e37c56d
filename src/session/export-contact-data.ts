import 'server-only';
import { and, desc, eq, inArray } from 'drizzle-orm';
import { z } from 'zod';
import { inTransaction } from '@/access/in-transaction';
import type { Scope, Staff } from '@/access/scope';
import { record } from '@/audit/record';
import { feedbackOfPerson } from '@/knowledge/feedback/feedback-of-person';
import { deflectionsOfPerson } from '@/knowledge/search/deflections-of-person';
import { inboundOfPerson } from '@/notifications/inbound/inbound-of-person';
import { mailsOfPerson } from '@/notifications/mails-of-person';
import { mailChoicesOfPerson } from '@/notifications/outbound/mail-choices-of-person';
import { refuseUnlessCan } from '@/people/policy';
import { readProfile } from '@/people/read-profile';
import { clock } from '@/platform/clock';
import { ticketsOfPerson } from '@/tickets/tickets-of-person';
import { identityProviders, providerIdentities } from './provider/tables';
import { sessions } from './tables';

export const ExportContactData = z.object({ id: z.uuid() });

/**
 * Everything that we hold about a person (GDPR, article 15), ready to be handed to them: the
 * record, their tickets with the replies that they saw, what they said of articles and which answered
 * them, sign-ins, mails in both directions and which they stopped. No note, no secret and nothing
 * that the portal hides is in it; of files there are the names, types and sizes.
 */
export async function exportContactData(
  scope: Scope<Staff>,
  { id }: z.output<typeof ExportContactData>,
) {
  refuseUnlessCan(scope, 'exportPerson');
  return inTransaction(scope, async (tx) => {
    const { profile, merged } = await readProfile(tx, scope, id);
    const all = [profile, ...merged];
    const ids = all.map((one) => one.id);
    const addresses = all.flatMap(({ email }) => email ?? []);
    const asked = await ticketsOfPerson(tx, scope, ids);
    const mails = await mailsOfPerson(tx, scope, { ids, addresses });
    const mailChoices = await mailChoicesOfPerson(tx, scope, { ids, addresses });
    const received = await inboundOfPerson(tx, scope, addresses);
    const articleFeedback = await feedbackOfPerson(tx, scope, ids);
    const answeredByArticles = await deflectionsOfPerson(tx, scope, ids);
    const signIns = await tx
      .select({
        address: sessions.address,
        userAgent: sessions.userAgent,
        method: sessions.method,
        createdAt: sessions.createdAt,
        lastSeenAt: sessions.lastSeenAt,
        expiresAt: sessions.expiresAt,
        revokedAt: sessions.revokedAt,
      })
      .from(sessions)
      .where(and(eq(sessions.tenantId, scope.tenant.id), inArray(sessions.contactId, ids)))
      .orderBy(desc(sessions.createdAt));
    const accounts = await tx
      .select({
        provider: identityProviders.name,
        issuer: identityProviders.issuer,
        subject: providerIdentities.subject,
        address: providerIdentities.address,
        linkedAt: providerIdentities.createdAt,
        lastUsedAt: providerIdentities.lastUsedAt,
      })
      .from(providerIdentities)
      .innerJoin(
        identityProviders,
        and(
          eq(identityProviders.tenantId, providerIdentities.tenantId),
          eq(identityProviders.id, providerIdentities.providerId),
        ),
      )
      .where(
        and(
          eq(providerIdentities.tenantId, scope.tenant.id),
          inArray(providerIdentities.contactId, ids),
        ),
      );
    await record(tx, scope, 'contact.exported', id);
    const exportedAt = clock.now();
    const said = { ...asked, articleFeedback, answeredByArticles, mails, mailChoices, received };
    return { exportedAt, contact: profile, merged, ...said, sessions: signIns, accounts };
  });
}
