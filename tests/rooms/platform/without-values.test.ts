import { inspect } from 'node:util';
import { sql } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { inTransaction } from '@/access/in-transaction';
import { contacts } from '@/people/tables';
import { DatabaseAway, postgresCode, postgresConstraint } from '@/platform/errors';
import { freshDatabase } from '~tests/setup/fresh-database';
import { asContact, asSystem, makeTenant } from '~tests/setup/tenants';

await freshDatabase();
const tenant = await makeTenant();
const system = await asSystem(tenant);
const person = await asContact(tenant);

/** An error that left a transaction, and all of it as a console prints it. */
async function leftOf(work: Parameters<typeof inTransaction>[1]) {
  const error = await inTransaction(system, work).catch((caught: unknown) => caught);
  return { error, text: inspect(error, { depth: null }) };
}

it.each(['$argon2id$secret\nwords', 'secret: connection timeout'])(
  'a query that failed tells of itself, and nothing of its values (%j)',
  async (secret) => {
    const { error, text } = await leftOf((tx) =>
      tx.insert(contacts).values({
        tenantId: tenant.id,
        id: person.actor.id,
        companyId: person.actor.companyId,
        name: secret,
        username: secret,
        passwordHash: secret,
      }),
    );
    expect(text).toContain('insert into "contacts"');
    expect(text).toContain('without-values.test.ts');
    expect(text).not.toContain('secret');
    expect(text).not.toContain(person.actor.id);
    expect(postgresCode(error)).toBe('23505');
    expect(postgresConstraint(error)).toBe('contacts_tenant_id_id_pk');
    expect(error, 'the words are not ours').not.toBeInstanceOf(DatabaseAway);
  },
);

it('data that Postgres could not read is not quoted', async () => {
  const { error, text } = await leftOf((tx) => tx.execute(sql`select ${'sec"ret'}::text::uuid`));
  expect(text).toContain('a value does not fit');
  expect(text).not.toContain('ret');
  expect(postgresCode(error)).toBe('22P02');
});
