import 'server-only';
import { sql } from 'drizzle-orm';
import type { Tx } from '@/access/in-transaction';
import type { Scope } from '@/access/scope';

/** The numbers of the tickets that these contacts asked for or wrote on, in no order. */
export async function ticketNumbersOf(
  tx: Tx,
  { tenant }: Pick<Scope, 'tenant'>,
  contactIds: readonly string[],
): Promise<number[]> {
  const ids = sql`any (${sql.param([...contactIds])}::uuid[])`;
  const { rows } = await tx.execute<{ number: number }>(sql`
    select t.number from tickets t where t.tenant_id = ${tenant.id} and t.requester_id = ${ids}
    union
    select t.number from ticket_messages m
      join tickets t on t.tenant_id = ${tenant.id} and t.id = m.ticket_id
      where m.tenant_id = ${tenant.id} and m.contact_id = ${ids}`);
  return rows.map(({ number }) => number);
}
