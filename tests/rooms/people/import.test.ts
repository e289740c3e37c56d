import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { inTenant } from '@/access/in-transaction';
import { outboxMessages } from '@/notifications/tables';
import { CreateCompany, createCompany } from '@/people/create-company';
import { CreateContact, createContact } from '@/people/create-contact';
import { importChunk } from '@/people/import-chunk';
import { planContactImport } from '@/people/plan-contact-import';
import { readContacts } from '@/people/read-contacts';
import {
  readContactImport,
  resumeContactImport,
  runContactImport,
} from '@/people/run-contact-import';
import { contactImports } from '@/people/tables';
import { clock } from '@/platform/clock';
import { newId } from '@/platform/ids';
import { freshDatabase } from '~tests/setup/fresh-database';
import { auditOf, refusalOf, withAudit } from '~tests/setup/proofs';
import { asApiKey, asContact, asSystem, asTechnician, makeTenant } from '~tests/setup/tenants';

await freshDatabase();
const tenant = await makeTenant();
const admin = await asTechnician(tenant, 'admin');
const stranger = await asTechnician(await makeTenant('Other IT'), 'admin');
const company = await createCompany(admin, CreateCompany.parse({ name: 'Vasseur' }));
const namesIn = async (q?: string) =>
  (await readContacts(admin, { q, limit: 200 })).rows.map((row) => row.name);

const sample = `\uFEFFEntreprise;Nom;E-mail;Langue;Téléphone;Principal
Vasseur;"Durand; Zoé";zoe.durand@vasseur.test;fr;+33 1 99 00 12 34;oui
vasseur;Atelier Sans Mail;;;;
Nowhere;;not an address;klingon;0199001234;maybe
Vasseur;=HYPERLINK("http://evil.test");zoe.durand@vasseur.test;;;;
Vasseur;Taken Already;taken@vasseur.test;;;;extra
`.replace(/\n/g, '\r\n');

await createContact(
  admin,
  CreateContact.parse({ companyId: company.id, name: 'First', email: 'taken@vasseur.test' }),
);

describe('the dry run of an import', () => {
  it('names every bad line with everything that is wrong, and creates nobody', async () => {
    const { result, events } = await withAudit(tenant, () =>
      planContactImport(admin, { csv: sample }),
    );
    expect(events).toEqual(['contactImport.planned']);
    expect(result).toMatchObject({ creates: 2, bad: 3 });
    expect(result.lines.map(({ line, problems }) => [line, problems])).toEqual([
      [2, []],
      [3, []],
      [4, ['nameMissing', 'companyUnknown', 'badEmail', 'badLanguage', 'badPhone', 'badPrimary']],
      [5, ['formula', 'emailTwice']],
      [6, ['emailTaken', 'tooManyCells']],
    ]);
    expect(result.lines[0]).toMatchObject({
      name: 'Durand; Zoé',
      email: 'zoe.durand@vasseur.test',
    });
    expect(await namesIn()).toEqual(['First']);
  });

  it('refuses a file without header, lines or end, and one that is too long', async () => {
    const of = (csv: string) => refusalOf(planContactImport(admin, { csv }));
    expect(await of('a,b\n1,2')).toMatchObject({ key: 'people.importNoHeader', status: 422 });
    expect(await of('company,name\n')).toMatchObject({ fields: { csv: 'people.importEmpty' } });
    expect(await of('company,name\n"x,y')).toMatchObject({
      key: 'people.importBadQuotes',
      values: { line: 2 },
    });
    const long = `company,name\n${'Vasseur,N\n'.repeat(10_001)}`;
    expect(await of(long)).toMatchObject({ key: 'people.importTooLong', values: { most: 10_000 } });
  });
});

describe('an import', () => {
  it('creates the good lines once, mails as asked, and forgets the file', async () => {
    const { importId } = await planContactImport(admin, { csv: sample });
    const { result, events } = await withAudit(tenant, () =>
      runContactImport(admin, { importId, sendWelcome: true }),
    );
    expect(result).toEqual({ importId, linesDone: 5, created: 2, finished: true });
    expect(events).toEqual(['contactImport.started', 'contact.created', 'contact.created']);
    const { rows } = await readContacts(admin, { q: 'durand' });
    expect(rows).toMatchObject([
      { username: 'durand.zoe', isPrimary: true, language: 'fr', company: { id: company.id } },
    ]);
    const mails = await inTenant(tenant.id, (tx) => tx.select().from(outboxMessages));
    expect(mails.filter((mail) => mail.about === rows[0]!.id)).toMatchObject([
      { template: 'welcomePassword', language: 'fr', state: 'queued' },
    ]);
    const all = await inTenant(tenant.id, (tx) => tx.select().from(contactImports));
    expect(all.find((one) => one.id === importId)!.csv).toBe('');
    const again = runContactImport(admin, { importId, sendWelcome: false });
    expect(await refusalOf(again)).toMatchObject({ key: 'people.importAlreadyRun', status: 409 });
  });

  it('judges again: what became bad since the dry run is left out', async () => {
    const csv =
      'company,name,email\nVasseur,Race One,race1@vasseur.test\nVasseur,Race Two,race2@vasseur.test';
    const { importId, creates } = await planContactImport(admin, { csv });
    expect(creates).toBe(2);
    await createContact(
      admin,
      CreateContact.parse({ companyId: company.id, name: 'Quicker', email: 'race1@vasseur.test' }),
    );
    expect(await runContactImport(admin, { importId, sendWelcome: false })).toMatchObject({
      created: 1,
      finished: true,
    });
    expect(await namesIn('race')).toEqual(['Quicker', 'Race Two']);
  });

  it('goes on in a job where a run was cut, and two at once do no line twice', async () => {
    const lines = Array.from(
      { length: 120 },
      (_, n) => `Vasseur,Bulk Person${n},bulk${n}@vasseur.test`,
    );
    const { importId } = await planContactImport(admin, {
      csv: ['company,name,email', ...lines].join('\n'),
    });
    const system = await asSystem(tenant, 'resumeContactImport');
    await resumeContactImport(system, { importId });
    expect((await readContactImport(admin, importId)).created).toBe(0);
    await inTenant(tenant.id, (tx) =>
      tx
        .update(contactImports)
        .set({ startedAt: clock.now() })
        .where(eq(contactImports.id, importId)),
    );
    expect(await importChunk(admin, importId)).toBe(true);
    expect(await readContactImport(admin, importId)).toMatchObject({ linesDone: 50, created: 50 });
    await Promise.all([
      resumeContactImport(system, { importId }),
      resumeContactImport(system, { importId }),
    ]);
    expect(await readContactImport(admin, importId)).toEqual({
      importId,
      linesDone: 120,
      created: 120,
      finished: true,
    });
    expect((await namesIn('bulk')).length).toBe(120);
  });

  it('is for admins, not for technicians, contacts or keys', async () => {
    const { importId } = await planContactImport(admin, { csv: sample });
    for (const wrong of [
      await asTechnician(tenant),
      await asContact(tenant),
      await asApiKey(tenant, ['contacts:write', 'contacts:read']),
    ]) {
      const as = wrong as unknown as typeof admin;
      const refusals = await Promise.all(
        [
          planContactImport(as, { csv: sample }),
          runContactImport(as, { importId, sendWelcome: false }),
          readContactImport(as, importId),
        ].map((deed) => refusalOf(deed)),
      );
      expect(refusals.map(({ status }) => status)).toEqual([403, 403, 403]);
    }
  });

  it('of another tenant is not found, and knows nothing of their companies', async () => {
    const { importId } = await planContactImport(admin, { csv: sample });
    for (const id of [importId, newId()]) {
      const run = runContactImport(stranger, { importId: id, sendWelcome: false });
      expect({ ...(await refusalOf(run)) }).toEqual({
        ...(await refusalOf(readContactImport(stranger, newId()))),
      });
    }
    const plan = await planContactImport(stranger, {
      csv: 'company,name,email\nVasseur,X,taken@vasseur.test',
    });
    expect(plan.lines[0]!.problems).toEqual(['companyUnknown']);
    expect((await auditOf(stranger.tenant)).map((entry) => entry.event)).toEqual([
      'contactImport.planned',
    ]);
  });
});
