import 'server-only';
import { sql } from 'drizzle-orm';
import type { Tx } from '@/access/in-transaction';
import { voidMails } from '@/notifications/void-mails';
import { changeCredentials } from './account-rows';
import type { AccountKind } from './find-for-sign-in';

/**
 * Somebody has just signed in: with the first time the generated password is wiped from the
 * person's page and from the outbox. Inside the transaction that makes (and audits) the session.
 */
export async function recordSignIn(
  tx: Tx,
  tenantId: string,
  kind: AccountKind,
  id: string,
): Promise<void> {
  await changeCredentials(
    tx,
    { tenantId, kind, id },
    {
      initialPasswordSealed: null,
      firstSignedInAt: sql`coalesce(first_signed_in_at, now())`,
      lastSignedInAt: sql`now()`,
    },
  );
  await voidMails(tx, { tenant: { id: tenantId } }, { about: id, templates: ['welcomePassword'] });
}
