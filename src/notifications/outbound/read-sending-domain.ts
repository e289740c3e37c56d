import 'server-only';
import { and, eq, gt, ne, or, sql } from 'drizzle-orm';
import { inReadTransaction } from '@/access/in-transaction';
import { refuseUnlessPermitted } from '@/access/permission';
import type { Scope, Staff } from '@/access/scope';
import { senderAddress } from '@/notifications/mail-sender';
import { clock, days } from '@/platform/clock';
import { settingsCan } from '@/settings/policy';
import { setting } from '@/settings/tenant-settings';
import { type DkimKey, domainOf } from './dkim-keys';
import { type DkimRecord, dkimRecord } from './dkim-record';
import type { DomainFinding } from './domain-finding';
import { dkimKeys } from './tables';

export interface SendingKeyView {
  id: string;
  state: DkimKey['state'];
  /** What the DNS is to hold. */
  record: DkimRecord;
  createdAt: Date;
  verifiedAt: Date | null;
  retiredAt: Date | null;
}

export interface SendingDomainView {
  /** What mails come from now. */
  comesFrom: string;
  /** The address of the tenant's own that was chosen, and its domain; null: none. */
  address: string | null;
  domain: string | null;
  /** The newest first; a retired one for a week, in which mails that it signed may still travel. */
  keys: SendingKeyView[];
  findings: DomainFinding[];
  checkedAt: Date | null;
}

const retiredShown = days(7);

/** From which address a tenant's mails come, what proves it and what the last look found. */
export async function readSendingDomain(scope: Scope<Staff>): Promise<SendingDomainView> {
  refuseUnlessPermitted(settingsCan.read(scope));
  const { from } = setting(scope, 'mailSender');
  const nothing = { address: null, domain: null, keys: [], findings: [], checkedAt: null };
  if (!from) return { comesFrom: senderAddress(), ...nothing };
  const domain = domainOf(from);
  const since = new Date(clock.now().getTime() - retiredShown);
  const rows = await inReadTransaction(scope, (tx) =>
    tx
      .select()
      .from(dkimKeys)
      .where(
        and(
          eq(dkimKeys.tenantId, scope.tenant.id),
          eq(dkimKeys.domain, domain),
          or(ne(dkimKeys.state, 'retired'), gt(dkimKeys.retiredAt, since)),
        ),
      )
      .orderBy(sql`${dkimKeys.id} desc`),
  );
  const newest = rows.find(({ state }) => state !== 'retired');
  const isProven = rows.some(({ state }) => state === 'active');
  return {
    comesFrom: isProven ? from : senderAddress(),
    address: from,
    domain,
    keys: rows.map(viewOf),
    findings: newest?.findings ?? [],
    checkedAt: newest?.checkedAt ?? null,
  };
}

function viewOf(key: DkimKey): SendingKeyView {
  const { id, state, createdAt, verifiedAt, retiredAt } = key;
  return { id, state, record: dkimRecord(key), createdAt, verifiedAt, retiredAt };
}
