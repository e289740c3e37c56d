import { eq, sql } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { atTheDoor, inReadTransaction, inTransaction } from '@/access/in-transaction';
import { companies } from '@/people/tables';
import { databaseFigures } from '@/platform/db';
import { newId } from '@/platform/ids';
import { freshDatabase } from '~tests/setup/fresh-database';
import { makeCompany, makeTenant } from '~tests/setup/tenants';

await freshDatabase({ max: 2 });
const a = { tenant: await makeTenant('A') };
const b = { tenant: await makeTenant('B') };
const ofB = await makeCompany(b.tenant, 'Only B');

describe('a transaction for one tenant', () => {
  it('raises without a tenant instead of showing every row', async () => {
    await expect(atTheDoor((tx) => tx.select().from(companies))).rejects.toMatchObject({
      // no such setting, or one that is no uuid
      cause: { code: expect.stringMatching(/^(42704|22P02)$/) },
    });
  });

  it('shows nothing of another tenant and changes nothing there', async () => {
    const seen = await inReadTransaction(a, (tx) =>
      tx.select().from(companies).where(eq(companies.id, ofB.id)),
    );
    expect(seen).toEqual([]);
    await inTransaction(a, (tx) =>
      tx.update(companies).set({ name: 'Taken over' }).where(eq(companies.id, ofB.id)),
    );
    const [kept] = await inReadTransaction(b, (tx) => tx.select().from(companies));
    expect(kept?.name).toBe('Only B');
  });

  it('refuses to write or move a row into another tenant', async () => {
    const row = { tenantId: b.tenant.id, id: newId(), name: 'Smuggled' };
    await expect(inTransaction(a, (tx) => tx.insert(companies).values(row))).rejects.toMatchObject({
      cause: { code: '42501' },
    });
    const own = await makeCompany(a.tenant);
    await expect(
      inTransaction(a, (tx) =>
        tx.update(companies).set({ tenantId: b.tenant.id }).where(eq(companies.id, own.id)),
      ),
    ).rejects.toMatchObject({ cause: { code: '42501' } });
  });

  it('keeps 1,000 interleaved requests of two tenants on two connections apart', async () => {
    const seen = await Promise.all(
      Array.from({ length: 1000 }, async (_, i) => {
        const scope = i % 2 ? a : b;
        const rows = await inReadTransaction(scope, (tx) => tx.select().from(companies));
        return rows.every((row) => row.tenantId === scope.tenant.id) && rows.length > 0;
      }),
    );
    expect(seen.filter((clean) => !clean)).toEqual([]);
  });

  it('lets nobody write in a read transaction', async () => {
    const row = { tenantId: a.tenant.id, id: newId(), name: 'Written while reading' };
    await expect(
      inReadTransaction(a, (tx) => tx.insert(companies).values(row)),
    ).rejects.toMatchObject({ cause: { code: '25006' } });
  });

  it('undoes everything when the work throws', async () => {
    const id = newId();
    await expect(
      inTransaction(a, async (tx) => {
        await tx.insert(companies).values({ tenantId: a.tenant.id, id, name: 'Half' });
        throw new Error('stop');
      }),
    ).rejects.toThrow('stop');
    expect(
      await inReadTransaction(a, (tx) => tx.select().from(companies).where(eq(companies.id, id))),
    ).toEqual([]);
  });

  it('reads in one round trip, the opening included', async () => {
    const before = databaseFigures().roundTrips;
    await inReadTransaction(a, (tx) =>
      Promise.all([tx.select().from(companies), tx.execute(sql`select 1`)]),
    );
    expect(databaseFigures().roundTrips - before).toBe(1);
  });
});
