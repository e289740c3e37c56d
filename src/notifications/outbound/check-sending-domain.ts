import 'server-only';
import { and, eq, inArray } from 'drizzle-orm';
import { inReadTransaction, inTransaction, type Tx } from '@/access/in-transaction';
import { refuseUnlessPermitted } from '@/access/permission';
import type { Scope, Staff } from '@/access/scope';
import { record } from '@/audit/record';
import { clock } from '@/platform/clock';
import { settingsCan } from '@/settings/policy';
import { setting } from '@/settings/tenant-settings';
import { type DkimKey, domainOf, liveKeys, lockKeys } from './dkim-keys';
import type { DomainFinding } from './domain-finding';
import { lookAtSendingDomain } from './look-at-sending-domain';
import { dkimKeys } from './tables';

/** A button that asks strangers' servers is pressed by scripts too: the last look counts so long. */
const fresh = 10_000;

/**
 * Looks for the records of the tenant's keys now. A key whose record stands there signs from the
 * next mail on, and the one before it is retired; a key whose record is gone or another signs no
 * more, and mails come from the installation's address until it is back. Where no server answers,
 * everything stays. Also a job, every hour; repeating it is harmless.
 */
export async function checkSendingDomain(scope: Scope<Staff>): Promise<void> {
  refuseUnlessPermitted(settingsCan.change(scope));
  const { from } = setting(scope, 'mailSender');
  if (!from) return;
  const domain = domainOf(from);
  const keys = await inReadTransaction(scope, (tx) => liveKeys(tx, scope, domain));
  const since = clock.now().getTime() - fresh;
  const due = keys.filter(({ checkedAt }) => !checkedAt || checkedAt.getTime() < since);
  const looked = await Promise.all(
    due.map(async (key) => ({ key, findings: await lookAtSendingDomain(key) })),
  );
  if (looked.length === 0) return;
  await inTransaction(scope, async (tx) => {
    await lockKeys(tx, scope);
    for (const { key, findings } of looked) await settle(tx, scope, key, findings);
  });
}

async function settle(
  tx: Tx,
  scope: Scope,
  key: DkimKey,
  findings: DomainFinding[],
): Promise<void> {
  const now = clock.now();
  const verdict = findings.find(({ check }) => check === 'dkim')?.verdict;
  const own = and(eq(dkimKeys.tenantId, scope.tenant.id), eq(dkimKeys.id, key.id));
  const [row] = await tx
    .update(dkimKeys)
    .set({ findings, checkedAt: now })
    .where(and(own, inArray(dkimKeys.state, ['waiting', 'active'])))
    .returning({ state: dkimKeys.state });
  if (verdict === 'right' && row?.state === 'waiting') {
    const others = (await liveKeys(tx, scope, key.domain)).filter(
      ({ id, state }) => id !== key.id && state === 'active',
    );
    for (const { id } of others) await retire(tx, scope, id, now);
    await tx.update(dkimKeys).set({ state: 'active', verifiedAt: now }).where(own);
    await record(tx, scope, 'settings.sendingDomainProven', key.id, {
      after: { domain: key.domain },
    });
  }
  if (verdict === 'wrong' && row?.state === 'active') {
    await tx.update(dkimKeys).set({ state: 'waiting' }).where(own);
    await record(tx, scope, 'settings.sendingDomainLost', key.id, {
      after: { domain: key.domain },
    });
  }
}

async function retire(tx: Tx, { tenant }: Scope, id: string, now: Date): Promise<void> {
  await tx
    .update(dkimKeys)
    .set({ state: 'retired', retiredAt: now })
    .where(and(eq(dkimKeys.tenantId, tenant.id), eq(dkimKeys.id, id)));
}
