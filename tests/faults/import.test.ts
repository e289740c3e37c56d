import { afterAll, expect, it } from 'vitest';
import { inTenant } from '@/access/in-transaction';
import { outboxMessages } from '@/notifications/tables';
import { CreateCompany, createCompany } from '@/people/create-company';
import { orderRest } from '@/people/import-chunk';
import { planContactImport } from '@/people/plan-contact-import';
import { readContactImport } from '@/people/run-contact-import';
import { contactImports, contacts } from '@/people/tables';
import { clock } from '@/platform/clock';
import { freshDatabase } from '~tests/setup/fresh-database';
import { auditOf } from '~tests/setup/proofs';
import { passTheMinute, until } from '~tests/setup/resumed-import';
import { asTechnician, makeTenant } from '~tests/setup/tenants';
import { makeBackground } from './background';

const urls = await freshDatabase();
const tenant = await makeTenant();
const admin = await asTechnician(tenant, 'admin');
await createCompany(admin, CreateCompany.parse({ name: 'Vasseur' }));
const background = await makeBackground(urls);
afterAll(() => background.end());

const people = 300;
const kills = 2;

it('an import goes on where it was after its process was killed, and nobody comes twice', async () => {
  const lines = Array.from(
    { length: people },
    (_, n) => `Vasseur,Bulk Person,bulk${n}@vasseur.test`,
  );
  const csv = ['company,name,email', ...lines].join('\n');
  const { importId } = await planContactImport(admin, { csv });
  // As `runContactImport` leaves it where the file is large: started, the rest for a job.
  await inTenant(tenant.id, async (tx) => {
    await tx.update(contactImports).set({ startedAt: clock.now(), sendWelcome: true });
    await orderRest(tx, admin, importId, 0);
  });
  const progress = () => readContactImport(admin, importId);
  let done = 0;
  for (let kill = 1; kill <= kills; kill++) {
    await background.start();
    await until(async () => (await progress()).linesDone > done);
    await background.kill();
    const now = await progress();
    expect(now.finished).toBe(false);
    expect(now.linesDone).toBeGreaterThan(done);
    expect(now.linesDone % 50).toBe(0);
    expect(now.created).toBe(now.linesDone);
    done = now.linesDone;
    await passTheMinute(urls.admin, 'contact-import');
  }
  await background.start();
  await until(async () => (await progress()).finished);
  expect(await progress()).toMatchObject({ linesDone: people, created: people });

  const rows = await inTenant(tenant.id, (tx) => tx.select().from(contacts));
  expect(rows).toHaveLength(people);
  expect(new Set(rows.map(({ email }) => email)).size).toBe(people);
  expect(new Set(rows.map(({ username }) => username)).size).toBe(people);
  const entries = await auditOf(tenant);
  expect(entries.filter(({ event }) => event === 'contact.created')).toHaveLength(people);
  const mails = await inTenant(tenant.id, (tx) => tx.select().from(outboxMessages));
  expect(new Set(mails.map(({ toAddress }) => toAddress)).size).toBe(people);
  expect(mails).toHaveLength(people);
}, 180_000);
