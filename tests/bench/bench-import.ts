import { inTransaction } from '@/access/in-transaction';
import type { Scope, Technician } from '@/access/scope';
import { personName } from '@/cli/plausible-text';
import { importCompanies, planCompanyImport } from '@/people/import-companies';
import { planContactImport } from '@/people/plan-contact-import';
import { mostImportLines } from '@/people/read-import-file';
import { technicians } from '@/people/tables';
import { newId } from '@/platform/ids';
import { systemScope } from '@/session/system-scope';
import { createTenant } from '@/tenants/create-tenant';
import { onEmptyDatabase } from './on-empty-database';

const rounds = 5;
const companies = 500;
/** Every so-manieth line is bad. */
const bad = 20;

/** Dry runs of the largest files that are taken, and what creating ten thousand companies costs. */
export async function benchImport(): Promise<void> {
  await onEmptyDatabase(async () => {
    const scope = await anAdmin();
    await importCompanies(scope, { csv: companyFile(companies) });
    const people = peopleFile();
    process.stdout.write(`${mostImportLines} lines, ${rounds} rounds, goal 10 s\n\n`);
    process.stdout.write(
      '| what | shortest s | longest s | told |\n| --- | ---: | ---: | ---: |\n',
    );
    await time('dry run, contacts', (told) => planContactImport(scope, { csv: people }, told));
    const many = companyFile(mostImportLines, 'Large');
    await time('dry run, companies', (told) => planCompanyImport(scope, { csv: many }, told));
    await time('companies created', () => importCompanies(scope, { csv: many }), 1);
  });
}

async function time(
  what: string,
  work: (told: () => void) => Promise<unknown>,
  times = rounds,
): Promise<void> {
  const taken: number[] = [];
  let told = 0;
  for (let round = 0; round < times; round++) {
    told = 0;
    const began = performance.now();
    await work(() => {
      told++;
    });
    taken.push((performance.now() - began) / 1000);
  }
  const [shortest, longest] = [Math.min(...taken), Math.max(...taken)].map((one) => one.toFixed(2));
  process.stdout.write(`| ${what} | ${shortest} | ${longest} | ${told} |\n`);
}

async function anAdmin(): Promise<Scope<Technician>> {
  const tenant = await createTenant({ slug: 'bench', name: 'Bench IT', timeZone: 'UTC' });
  const id = newId();
  const admin = { id, name: 'Ada', email: 'ada@bench.test', role: 'admin' as const };
  await inTransaction({ tenant }, (tx) =>
    tx.insert(technicians).values({ tenantId: tenant.id, ...admin }),
  );
  const system = await systemScope(tenant.id, 'bench');
  return { ...system, actor: { kind: 'technician', ...admin, sessionId: newId() } };
}

function companyFile(count: number, word = 'Company'): string {
  const lines = Array.from({ length: count }, (_, n) => `${word} ${n},${word}${n}.test`);
  return ['name,domains', ...lines].join('\n');
}

function peopleFile(): string {
  const lines = Array.from({ length: mostImportLines }, (_, n) =>
    n % bad === 0
      ? `Nobody,,not an address,0199,klingon,perhaps`
      : `Company ${n % companies},${personName(n)},person${n}@company${n % companies}.test,+44 20 7946 0018,en,no`,
  );
  return ['company,name,email,phone,language,primary', ...lines].join('\n');
}
