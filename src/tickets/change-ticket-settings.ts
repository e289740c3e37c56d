import 'server-only';
import { and, eq, inArray, sql } from 'drizzle-orm';
import { z } from 'zod';
import { inReadTransaction, inTransaction } from '@/access/in-transaction';
import { record } from '@/audit/record';
import { Refusal } from '@/platform/errors';
import { saveSetting } from '@/settings/save-setting';
import { setting } from '@/settings/tenant-settings';
import { allStatuses } from './read-statuses';
import { definitionsOf } from './statuses/read-status-definitions';
import { requireSettler, type Settler } from './statuses/require-settler';
import type { StatusDefinition } from './statuses/status-definition';
import { ticketStatuses } from './tables';

export type Reopen = 'always' | 'never' | { withinDays: number };

export interface TicketSettingsView {
  statuses: StatusDefinition[];
  /** Keys of the statuses that contacts see. */
  visibleStatuses: string[];
  reopen: Reopen;
}

export const ChangeTicketSettings = z.object({
  /** All keys that contacts shall see; the others vanish from the portal. */
  visibleStatuses: z.array(z.string().max(60)).max(100).optional(),
  reopen: z
    .union([
      z.enum(['always', 'never']),
      z.object({ withinDays: z.coerce.number().int().min(1).max(365) }),
    ])
    .optional(),
  /** Must be true where no status is left to see. */
  confirmNone: z.boolean().optional(),
});

/** What contacts see and may. For admins and keys with `settings:read` (else 403). */
export async function readTicketSettings(scope: Settler): Promise<TicketSettingsView> {
  requireSettler(scope, 'read');
  const rows = await inReadTransaction(scope, (tx) => allStatuses(tx, scope));
  const statuses = await definitionsOf(scope, rows);
  const visibleStatuses = statuses.flatMap((row) => (row.portalVisible ? row.key : []));
  return { statuses, visibleStatuses, reopen: setting(scope, 'tickets').reopen };
}

/**
 * Changes what contacts see and may; it holds at everybody's next request. Refuses technicians
 * who are no admins and keys without `settings:write` (403), unknown statuses (422), and hiding
 * all of them without `confirmNone` (409).
 */
export async function changeTicketSettings(
  scope: Settler,
  input: z.input<typeof ChangeTicketSettings>,
): Promise<void> {
  const { visibleStatuses, reopen, confirmNone } = ChangeTicketSettings.parse(input);
  requireSettler(scope, 'write');
  if (visibleStatuses?.length === 0 && !confirmNone) throw new Refusal('tickets.noneVisible');
  await inTransaction(scope, async (tx) => {
    const before: Record<string, unknown> = {};
    const after: Record<string, unknown> = {};
    if (visibleStatuses) {
      const statuses = await allStatuses(tx, scope);
      refuseUnknown(visibleStatuses, statuses);
      before.visibleStatuses = statuses.flatMap((row) => (row.portalVisible ? row.key : []));
      after.visibleStatuses = visibleStatuses;
      const seen = visibleStatuses.length
        ? inArray(ticketStatuses.key, visibleStatuses)
        : sql`false`;
      await tx
        .update(ticketStatuses)
        .set({ portalVisible: sql`${seen}` })
        .where(and(eq(ticketStatuses.tenantId, scope.tenant.id)));
    }
    if (reopen !== undefined) {
      const saved = await saveSetting(tx, scope, 'tickets', { reopen });
      before.reopen = saved.before.reopen;
      after.reopen = saved.after.reopen;
    }
    if (Object.keys(after).length === 0) return;
    await record(tx, scope, 'ticketSettings.changed', scope.tenant.id, { before, after });
  });
}

function refuseUnknown(keys: string[], statuses: { key: string }[]): void {
  const known = new Set(statuses.map((status) => status.key));
  if (keys.every((key) => known.has(key))) return;
  const key = 'tickets.unknownStatus';
  throw new Refusal(key, { status: 422, fields: { visibleStatuses: key } });
}
