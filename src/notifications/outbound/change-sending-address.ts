import 'server-only';
import { and, eq, ne } from 'drizzle-orm';
import { z } from 'zod';
import { inTransaction, type Tx } from '@/access/in-transaction';
import { refuseUnlessPermitted } from '@/access/permission';
import type { Scope, Staff } from '@/access/scope';
import { record } from '@/audit/record';
import { Refusal } from '@/platform/errors';
import { strictAddress } from '@/platform/mail-address';
import { settingsCan } from '@/settings/policy';
import { saveSetting } from '@/settings/save-setting';
import { setting } from '@/settings/tenant-settings';
import { domainOf, insertDkimKey, liveKeys, lockKeys, newDkimPair } from './dkim-keys';
import { dkimKeys } from './tables';

export const ChangeSendingAddress = z.object({
  /** One address at a domain of the tenant's own. Empty: mails come from the installation's. */
  address: z
    .string()
    .trim()
    .max(254)
    .transform((typed, context) => {
      const address = typed === '' ? '' : strictAddress(typed);
      if (address === undefined) context.addIssue({ code: 'custom', message: 'fields.email' });
      return address ?? '';
    }),
});

/**
 * From which address of its own a tenant's mails come. They do once the DNS of its domain holds
 * the key that is made here; until then, and whenever it doesn't, they come from the
 * installation's. The same address again changes nothing.
 */
export async function changeSendingAddress(
  scope: Scope<Staff>,
  { address }: z.output<typeof ChangeSendingAddress>,
): Promise<void> {
  refuseUnlessPermitted(settingsCan.change(scope));
  const pair = address ? await newDkimPair() : undefined;
  await inTransaction(scope, async (tx) => {
    await lockKeys(tx, scope);
    const { before, after } = await saveSetting(tx, scope, 'mailSender', { from: address });
    if (before.from === after.from) return;
    await forgetOtherDomains(tx, scope, address);
    if (pair && (await liveKeys(tx, scope, domainOf(address))).length === 0) {
      await insertDkimKey(tx, scope, domainOf(address), pair);
    }
    await record(tx, scope, 'settings.sendingAddressChanged', 'mailSender', {
      before: { address: before.from },
      after: { address: after.from },
    });
  });
}

/** What was proven once is looked at again before the domain is used anew. */
async function forgetOtherDomains(tx: Tx, { tenant }: Scope, address: string): Promise<void> {
  await tx
    .update(dkimKeys)
    .set({ state: 'waiting' })
    .where(
      and(
        eq(dkimKeys.tenantId, tenant.id),
        eq(dkimKeys.state, 'active'),
        ne(dkimKeys.domain, domainOf(address)),
      ),
    );
}

/**
 * Makes another key for the domain: it signs once its record was seen, and the one before is
 * retired then. Refuses (409) without an address of one's own and while another key waits.
 */
export async function renewDkimKey(scope: Scope<Staff>): Promise<void> {
  refuseUnlessPermitted(settingsCan.change(scope));
  const { from } = setting(scope, 'mailSender');
  if (!from) throw new Refusal('notifications.noSendingAddress');
  const pair = await newDkimPair();
  await inTransaction(scope, async (tx) => {
    await lockKeys(tx, scope);
    const domain = domainOf(from);
    const keys = await liveKeys(tx, scope, domain);
    if (keys.some(({ state }) => state === 'waiting')) {
      throw new Refusal('notifications.keyWaits');
    }
    const id = await insertDkimKey(tx, scope, domain, pair);
    await record(tx, scope, 'settings.dkimKeyRenewed', id, { after: { domain } });
  });
}
