import { sql } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { inTenant, type Tx } from '@/access/in-transaction';
import { newId } from '@/platform/ids';
import { publicStamps } from '@/tenants/public-stamp';
import { freshDatabase } from '~tests/setup/fresh-database';
import { makeTenant } from '~tests/setup/tenants';

await freshDatabase();

const stampOf = async (id: string) => (await publicStamps([id])).get(id)!;

const choose = (tx: Tx, id: string, key: string) =>
  tx.execute(sql`insert into settings (tenant_id, key, value) values (${id}, ${key}, '{}')
    on conflict (tenant_id, key) do update set value = excluded.value`);

describe('the stamp of what signed-out visitors may see', () => {
  it('is another one after every change, and only this tenant’s', async () => {
    const [tenant, other] = [await makeTenant(), await makeTenant()];
    const [before, others] = [await stampOf(tenant.id), await stampOf(other.id)];
    const article = newId();
    const seen = [before];
    for (const change of [
      sql`insert into articles (tenant_id, id, source_language, author_name)
        values (${tenant.id}, ${article}, 'en', 'A')`,
      sql`update articles set state = 'published' where id = ${article}`,
      sql`delete from articles where id = ${article}`,
      sql`insert into article_categories (tenant_id, id, names, position)
        values (${tenant.id}, ${newId()}, '{}', 1)`,
      sql`insert into announcements (tenant_id, id, texts, company_ids)
        values (${tenant.id}, ${newId()}, '{}', '{}')`,
      sql`insert into settings (tenant_id, key, value) values (${tenant.id}, 'x', '{}')`,
    ]) {
      await inTenant(tenant.id, (tx) => tx.execute(change));
      seen.push(await stampOf(tenant.id));
    }
    expect(new Set(seen).size).toBe(7);
    expect(await stampOf(other.id)).toBe(others);
    expect(await publicStamps([newId()])).toMatchObject({ size: 1 });
  });

  it('tells two apart who change something at once, whoever ends first', async () => {
    const { id } = await makeTenant();
    const before = await stampOf(id);
    let between = '';
    await inTenant(id, async (first) => {
      await choose(first, id, 'first');
      await inTenant(id, (second) => choose(second, id, 'second'));
      between = await stampOf(id);
    });
    const after = await stampOf(id);
    expect(new Set([before, between, after]).size).toBe(3);
  });

  it('forgets what is older than a day with the next change', async () => {
    const { id } = await makeTenant();
    const count = () =>
      inTenant(id, async (tx) => {
        const { rows } = await tx.execute<{ n: number }>(
          sql`select count(*)::int as n from public_changes`,
        );
        return rows[0]!.n;
      });
    await inTenant(id, (tx) => choose(tx, id, 'a'));
    await inTenant(id, (tx) =>
      tx.execute(sql`update public_changes set at = now() - interval '25 hours'`),
    );
    const before = await stampOf(id);
    await inTenant(id, (tx) => choose(tx, id, 'b'));
    expect(await count()).toBe(1);
    expect(await stampOf(id)).not.toBe(before);
  });
});
