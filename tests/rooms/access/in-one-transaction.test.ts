import { sql } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { inOneTransaction, inReadTransaction, inTransaction } from '@/access/in-transaction';
import { companies } from '@/people/tables';
import { newId } from '@/platform/ids';
import { freshDatabase } from '~tests/setup/fresh-database';
import { asSystem, makeTenant } from '~tests/setup/tenants';

await freshDatabase({ max: 2 });
const a = await asSystem(await makeTenant());
const b = await asSystem(await makeTenant());

const add = (scope: typeof a, name: string) =>
  inTransaction(scope, (tx) =>
    tx.insert(companies).values({ tenantId: scope.tenant.id, id: newId(), name }),
  );
const names = (scope: typeof a) =>
  inReadTransaction(scope, async (tx) => {
    const rows = await tx.select({ name: companies.name }).from(companies);
    return rows.map(({ name }) => name).sort();
  });
const transactionOf = (scope: typeof a) =>
  inReadTransaction(scope, async (tx) => {
    const { rows } = await tx.execute<{ id: string }>(sql`select pg_current_xact_id() as id`);
    return rows[0]!.id;
  });

describe('inOneTransaction', () => {
  it('holds everything or nothing', async () => {
    await inOneTransaction(a, async () => {
      await add(a, 'one');
      await add(a, 'two');
      expect(await names(a)).toEqual(['one', 'two']);
    });
    await expect(
      inOneTransaction(a, async () => {
        await add(a, 'three');
        throw new Error('stop');
      }),
    ).rejects.toThrow('stop');
    expect(await names(a)).toEqual(['one', 'two']);
  });

  it('joins only what is inside it and of the same tenant', async () => {
    await inOneTransaction(a, async () => {
      const inside = await transactionOf(a);
      expect(await transactionOf(a)).toBe(inside);
      expect(await names(b)).toEqual([]);
      await add(b, 'of b');
    });
    const [first, second] = await Promise.all([
      inOneTransaction(a, () => transactionOf(a)),
      inOneTransaction(a, () => transactionOf(a)),
    ]);
    expect(first).not.toBe(second);
    expect(await names(a)).toEqual(['one', 'two']);
    expect(await names(b)).toEqual(['of b']);
  });
});
