import 'server-only';
import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { inTransaction } from '@/access/in-transaction';
import { record } from '@/audit/record';
import { postgresCode, Refusal } from '@/platform/errors';
import { saveTenant } from '@/tenants/save-tenant';
import { isTimeZone } from '@/tenants/time-zone';
import { requireSettler, type Settler } from '@/tickets/statuses/require-settler';
import { lockPromises } from './lock-promises';
import { enqueueRecount } from './recount-due-times';

export const ChangeTimeZone = z.object({
  /** Of the IANA database: `Europe/Paris`. */
  timeZone: z.string().max(100),
});

/**
 * Changes the time zone that the tenant's days and hours are meant in: those of business, of reports
 * and of what is shown and entered from the next request on; due times of tickets that have not
 * ended follow within moments. Instants that were chosen before stay instants. Refuses who is no
 * admin (403) and a zone that there is not, for us or for Postgres (422); the one that stands there
 * already may be of a time when others were taken.
 */
export async function changeTimeZone(
  scope: Settler,
  input: z.input<typeof ChangeTimeZone>,
): Promise<void> {
  const { timeZone } = ChangeTimeZone.parse(input);
  requireSettler(scope, 'write');
  if (timeZone !== scope.tenant.timeZone && !isTimeZone(timeZone)) throw noSuchZone();
  await inTransaction(scope, async (tx) => {
    await tx.execute(sql`select now() at time zone ${timeZone}`).catch(unknownZone);
    await lockPromises(tx, scope, 'change');
    const { timeZone: before } = await saveTenant(tx, scope.tenant, { timeZone });
    if (before === timeZone) return;
    await enqueueRecount(tx, scope);
    await record(tx, scope, 'settings.timeZoneChanged', 'timeZone', {
      before: { timeZone: before },
      after: { timeZone },
    });
  });
}

/** Its list of zones may be older than ours. */
function unknownZone(error: unknown): never {
  if (postgresCode(error) !== '22023') throw error;
  throw noSuchZone();
}

const noSuchZone = () =>
  new Refusal('checkFields', { status: 422, fields: { timeZone: 'fields.timeZone' } });
