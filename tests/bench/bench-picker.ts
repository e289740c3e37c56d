import { sql } from 'drizzle-orm';
import { inTransaction } from '@/access/in-transaction';
import type { Scope, System } from '@/access/scope';
import { loadTestData } from '@/cli/load-test-data';
import { personName } from '@/cli/plausible-text';
import { findPeople } from '@/people/find-people';
import { newId } from '@/platform/ids';
import { allTenantIds, systemScope } from '@/session/system-scope';
import { onEmptyDatabase } from './on-empty-database';
import { settle } from './stand';

const amounts = { contacts: 100_000, companies: 2_000 };
const queries = 240;
const chunk = 5_000;

/**
 * Choosing among a hundred thousand contacts: what the picker asks the database as somebody types,
 * one or two letters and names with accents included, and the next page of it.
 */
export async function benchPicker(): Promise<void> {
  await onEmptyDatabase(async (adminUrl) => {
    await loadTestData({ tenants: 1, tickets: 0 });
    const [tenantId = ''] = await allTenantIds();
    const scope = await systemScope(tenantId, 'bench');
    await loadPeople(scope);
    await settle(adminUrl);
    process.stdout.write(`${amounts.contacts} contacts, ${queries} queries of each kind\n\n`);
    process.stdout.write('| typed | p50 ms | p95 ms | rows |\n| --- | ---: | ---: | ---: |\n');
    const all: number[] = [];
    for (const [kind, typed] of Object.entries(kinds)) {
      const { times, rows } = await measure(scope, typed);
      all.push(...times);
      print(kind, times, String(Math.round(rows / times.length)));
    }
    print('all', all, '');
  });
}

const letters = 'abcdefghijklmnopqrstuvwxyz';

/** What the n-th person types. */
const kinds: Record<string, (n: number) => string> = {
  'one letter': (n) => letters[n % 26]!,
  'two letters': (n) => letters[n % 26]! + letters[(n * 7 + 4) % 26]!,
  'three letters': (n) => nameOf(n).slice(0, 3),
  'a first name': (n) => nameOf(n).split(' ')[0]!,
  'a last name': (n) => nameOf(n).split(' ')[1]!,
  'both, the other way round': (n) => nameOf(n).split(' ').slice(0, 2).reverse().join(' '),
  'without its accents': (n) =>
    nameOf(n * 10)
      .normalize('NFD')
      .replace(/\p{M}/gu, ''),
  'nobody’s name': (n) => `zq${n}x`,
};

async function measure(scope: Scope<System>, typed: (n: number) => string) {
  const times: number[] = [];
  let rows = 0;
  for (let n = 0; n < queries; n += 2) {
    const q = typed(n * 409);
    const began = performance.now();
    const page = await findPeople(scope, { whom: 'contact', q });
    const between = performance.now();
    const next = { whom: 'contact', q, cursor: page.nextCursor ?? undefined } as const;
    rows += page.rows.length + (await findPeople(scope, next)).rows.length;
    times.push(between - began, performance.now() - between);
  }
  return { times, rows };
}

function print(kind: string, times: number[], rows: string) {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.floor(sorted.length * share)]!.toFixed(1);
  process.stdout.write(`| ${kind} | ${at(0.5)} | ${at(0.95)} | ${rows} |\n`);
}

/** Ten thousand pairs of names ten times over, told apart by an initial; one in ten has accents. */
function nameOf(n: number): string {
  const name = personName(n);
  const plain = `${name} ${letters[Math.floor(n / 10_000) % 26]!.toUpperCase()}.`;
  return n % 10 === 0 ? plain.replace('e', 'é').replace('a', 'ä').replace('o', 'ö') : plain;
}

async function loadPeople(scope: Scope<System>) {
  const tenantId = scope.tenant.id;
  const ids = Array.from({ length: amounts.companies }, () => newId());
  const firms = sql.param(ids.map((_, n) => `Customer ${n + 1}`));
  await inTransaction(scope, (tx) =>
    tx.execute(sql`
      insert into companies (tenant_id, id, name)
      select ${tenantId}::uuid, id, name
      from unnest(${sql.param(ids)}::uuid[], ${firms}::text[]) as row(id, name)`),
  );
  for (let first = 0; first < amounts.contacts; first += chunk) {
    const numbers = Array.from({ length: chunk }, (_, i) => first + i);
    const column = (of: (n: number) => string) => sql.param(numbers.map(of));
    await inTransaction(scope, (tx) =>
      tx.execute(sql`
        insert into contacts (tenant_id, id, company_id, name, username, email)
        select ${tenantId}::uuid, id, company_id, name, username, username || '@customer.test'
        from unnest(${column(() => newId())}::uuid[],
          ${column((n) => ids[n % ids.length]!)}::uuid[], ${column(nameOf)}::text[],
          ${column((n) => `${personName(n).toLowerCase().replace(/ /g, '.')}.${n}`)}::text[])
          as row(id, company_id, name, username)`),
    );
  }
}
