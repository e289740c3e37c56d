import 'server-only';
import { sql } from 'drizzle-orm';
import type { Tx } from '@/access/in-transaction';
import { takeTurn } from '@/access/take-turn';
import { clock, days, hours } from '@/platform/clock';
import type { Pause } from './breaker';
import type { OrderRow } from './lease';

/**
 * Ours, below Let's Encrypt's published limits of 300 orders in 3 hours, 50 certificates of a
 * registered domain in 7 days and 5 failed validations of a name in an hour.
 */
export const budget = { orders: 200, certificates: 40, failedValidations: 3 };

export interface IssuanceCounts {
  orders: number;
  oldestOrder: Date | null;
  certificates: number;
  oldestCertificate: Date | null;
  failedValidations: number;
  lastFailed: Date | null;
}

/**
 * Whether the budget leaves room for this order, else until when it waits and why. Whoever asks
 * next waits for the end of `tx`, so that all processes together keep to it.
 */
export async function askBudget(tx: Tx, order: OrderRow): Promise<Pause | undefined> {
  await takeTurn(tx, `budget ${order.directoryUrl}`);
  return spentBudget(order, await issuanceCounts(tx, order));
}

export function spentBudget(
  { host, registeredDomain, replaces }: Pick<OrderRow, 'host' | 'registeredDomain' | 'replaces'>,
  counts: IssuanceCounts,
): Pause | undefined {
  if (counts.failedValidations >= budget.failedValidations) {
    return pause('budgetValidations', { host }, counts.lastFailed, hours(1));
  }
  if (counts.certificates >= budget.certificates && !replaces) {
    const values = { domain: registeredDomain };
    return pause('budgetCertificates', values, counts.oldestCertificate, days(7));
  }
  if (counts.orders >= budget.orders) {
    return pause('budgetOrders', {}, counts.oldestOrder, hours(3));
  }
  return undefined;
}

/** A slot is free again when the oldest entry leaves the window; a second later, to be past it. */
function pause(key: string, values: Record<string, string>, oldest: Date | null, window: number) {
  const from = oldest ?? clock.now();
  return { until: new Date(from.getTime() + window + 1_000), failure: { key, values } };
}

interface Row extends Record<string, unknown> {
  orders_3h: number;
  oldest_order: string | Date | null;
  certificates_7d: number;
  oldest_certificate: string | Date | null;
  failed_1h: number;
  last_failed: string | Date | null;
}

/** What this installation has used up of what concerns this order, by all its tenants. */
export async function issuanceCounts(
  tx: Tx,
  { directoryUrl, host, registeredDomain }: OrderRow,
): Promise<IssuanceCounts> {
  const { rows } = await tx.execute<Row>(
    sql`select * from app.issuance_counts(${directoryUrl}, ${host}, ${registeredDomain}, ${clock.now().toISOString()}::timestamptz)`,
  );
  const row = rows[0]!;
  const date = (value: string | Date | null) => (value === null ? null : new Date(value));
  return {
    orders: row.orders_3h,
    oldestOrder: date(row.oldest_order),
    certificates: row.certificates_7d,
    oldestCertificate: date(row.oldest_certificate),
    failedValidations: row.failed_1h,
    lastFailed: date(row.last_failed),
  };
}
