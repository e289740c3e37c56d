import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { inTenant } from '@/access/in-transaction';
import { CreateCompany, createCompany } from '@/people/create-company';
import { CreateContact, createContact } from '@/people/create-contact';
import { parseCsv } from '@/people/csv';
import { disableContact } from '@/people/disable-contact';
import { ExportContacts, exportCompanies, exportContacts } from '@/people/export-people';
import { importCompanies, planCompanyImport } from '@/people/import-companies';
import { planContactImport } from '@/people/plan-contact-import';
import { readCompanies } from '@/people/read-companies';
import { readContacts } from '@/people/read-contacts';
import { runContactImport } from '@/people/run-contact-import';
import { contacts } from '@/people/tables';
import { plainCell, writeCsv } from '@/platform/write-csv';
import { freshDatabase } from '~tests/setup/fresh-database';
import { refusalOf, withAudit } from '~tests/setup/proofs';
import { asApiKey, asContact, asTechnician, makeTenant } from '~tests/setup/tenants';

await freshDatabase();
const tenant = await makeTenant();
const admin = await asTechnician(tenant, 'admin');
const otherTenant = await makeTenant('Other IT');
const stranger = await asTechnician(otherTenant, 'admin');
/** With its byte order mark, which `text()` would drop. */
const textOf = async (stream: ReadableStream<Uint8Array>) =>
  new TextDecoder('utf-8', { ignoreBOM: true }).decode(await new Response(stream).arrayBuffer());
const which = (wish = {}) => ExportContacts.parse(wish);

const trap = `=HYPERLINK("http://evil.test")`;
const acme = await createCompany(
  admin,
  CreateCompany.parse({ name: '@Acme; "GmbH"', domains: ['acme.test', 'acme.example'] }),
);
await createCompany(admin, CreateCompany.parse({ name: 'Zeppelin' }));
const person = (wish: { name: string; email?: string; phone?: string; isPrimary?: string }) =>
  createContact(
    admin,
    CreateContact.parse({ companyId: acme.id, language: 'fr', sendWelcome: false, ...wish }),
  );
await person({ name: trap });
await person({ name: '-1+2', email: 'minus@acme.test', phone: '+442079460018', isPrimary: 'on' });
await person({ name: `'+quoted`, email: '+tag@acme.test' });
const gone = await person({ name: 'Was Here', email: 'was@acme.test' });
await disableContact(admin, gone);

describe('cells', () => {
  it('come back as they were, and none begins like a formula', () => {
    const cells = ['=1', '+1', '-1', '@x', '\tx', '\rx', `'=1`, `''=1`, `'x`, 'a,b;"c"', ' x ', ''];
    const [line] = parseCsv(`${writeCsv([['a', ...cells]])}`.replace(/^a,/, 'a,'));
    const read = line!.cells.slice(1);
    expect(read.map(plainCell)).toEqual(cells);
    expect(read.filter((cell) => /^[=+\-@\t\r]/.test(cell))).toEqual([]);
  });
});

describe('an export of contacts', () => {
  it('escapes formulas, has the columns of the import and one audit entry', async () => {
    const { result, entries } = await withAudit(tenant, async () =>
      textOf(await exportContacts(admin, which())),
    );
    expect(entries.map(({ event }) => event)).toEqual(['contact.listExported']);
    expect(result.startsWith('\uFEFFcompany,name,email,phone,language,primary\r\n')).toBe(true);
    const cells = parseCsv(result).flatMap((line) => line.cells);
    expect(cells).toContain(`'${trap}`);
    expect(cells).toContain(`'-1+2`);
    expect(cells).toContain(`'+442079460018`);
    expect(cells.filter((cell) => /^[=+\-@\t\r]/.test(cell))).toEqual([]);
  });

  it('is of what the list shows', async () => {
    const active = await textOf(await exportContacts(admin, which({ state: 'active' })));
    expect(active).not.toContain('was@acme.test');
    expect(await textOf(await exportContacts(admin, which({ q: 'Was' })))).toContain('was@acme');
    const elsewhere = await textOf(await exportContacts(stranger, which({ companyId: acme.id })));
    expect(parseCsv(elsewhere)).toHaveLength(1);
  });

  it('makes the same people where it is imported again', async () => {
    const companiesCsv = await textOf(await exportCompanies(admin));
    const plan = await planCompanyImport(stranger, { csv: companiesCsv });
    expect(plan).toMatchObject({ creates: 2, bad: 0 });
    expect(await importCompanies(stranger, { csv: companiesCsv })).toEqual({ created: 2 });
    const made = (await readCompanies(stranger)).rows.map(({ name, domains }) => ({
      name,
      domains,
    }));
    const had = (await readCompanies(admin)).rows.map(({ name, domains }) => ({ name, domains }));
    expect(made).toEqual(had);
    const { importId, bad, lines } = await planContactImport(stranger, {
      csv: await textOf(await exportContacts(admin, which())),
    });
    expect(lines.filter(({ problems }) => problems.length > 0)).toEqual([]);
    expect(bad).toBe(0);
    await runContactImport(stranger, { importId, sendWelcome: false });
    const facts = async (id: string) =>
      (await inTenant(id, (tx) => tx.select().from(contacts).where(eq(contacts.tenantId, id))))
        .map(({ name, email, phone, language, isPrimary }) =>
          [name, email, phone, language, isPrimary].join('|'),
        )
        .sort();
    expect(await facts(otherTenant.id)).toEqual(await facts(tenant.id));
    const [csv, again] = await Promise.all([
      textOf(await exportContacts(admin, which())),
      textOf(await exportContacts(stranger, which())),
    ]);
    expect(again).toBe(csv);
  });

  it('reads on after the first thousand', async () => {
    const many = await makeTenant('Many');
    const scope = await asTechnician(many, 'admin');
    const names = Array.from({ length: 1_203 }, (_, at) => `Company ${at}`);
    await importCompanies(scope, { csv: `name\n${names.join('\n')}` });
    expect(parseCsv(await textOf(await exportCompanies(scope)))).toHaveLength(1_204);
  });

  it('is for admins and keys that read contacts', async () => {
    const technician = await asTechnician(tenant, 'technician');
    const blind = await asApiKey(tenant, ['contacts:write', 'companies:write']);
    for (const scope of [technician, await asContact(tenant), blind] as never[]) {
      expect(await refusalOf(exportContacts(scope, which()))).toMatchObject({ status: 403 });
      expect(await refusalOf(exportCompanies(scope))).toMatchObject({ status: 403 });
    }
    const key = await asApiKey(tenant, ['contacts:read']);
    expect(await textOf(await exportContacts(key, which()))).toContain('company,name');
  });
});

describe('an import of companies', () => {
  const csv = `Entreprise;Domaines
Nouvelle;"nouvelle.test www.nouvelle.example"
ZEPPELIN;
Twice;
twice;
=cmd;
;x.test
Free;gmail.com;extra
`;
  it('names every bad line first and creates nothing', async () => {
    const { result, events } = await withAudit(tenant, () => planCompanyImport(admin, { csv }));
    expect(events).toEqual([]);
    expect(result).toMatchObject({ creates: 2, bad: 5 });
    expect(result.lines.map(({ line, problems }) => [line, problems])).toEqual([
      [2, []],
      [3, ['companyTaken']],
      [4, []],
      [5, ['companyTwice']],
      [6, ['formula']],
      [7, ['nameMissing']],
      [8, ['badDomains', 'tooManyCells']],
    ]);
    expect((await readCompanies(admin, { q: 'Nouvelle' })).rows).toEqual([]);
  });

  it('creates the good lines once, with an audit entry for each and one for the import', async () => {
    const first = await withAudit(tenant, () => importCompanies(admin, { csv }));
    expect(first.result).toEqual({ created: 2 });
    expect(first.events.sort()).toEqual(['company.created', 'company.created', 'company.imported']);
    expect((await readCompanies(admin, { q: 'Nouvelle' })).rows).toMatchObject([
      { name: 'Nouvelle', domains: ['nouvelle.example', 'nouvelle.test'] },
    ]);
    const again = await withAudit(tenant, () => importCompanies(admin, { csv }));
    expect(again).toMatchObject({ result: { created: 0 }, events: [] });
    expect((await readCompanies(stranger, { q: 'Nouvelle' })).rows).toEqual([]);
  });

  it('refuses a file without header or lines, and everybody but admins', async () => {
    const of = (text: string) => refusalOf(planCompanyImport(admin, { csv: text }));
    expect(await of('a,b\n1,2')).toMatchObject({ key: 'people.companyImportNoHeader' });
    expect(await of('name\n')).toMatchObject({ key: 'people.companyImportEmpty', status: 422 });
    expect(await of('name\n"x')).toMatchObject({ key: 'people.importBadQuotes' });
    const technician = await asTechnician(tenant, 'technician');
    const key = await asApiKey(tenant, ['companies:write']);
    for (const scope of [technician, key, await asContact(tenant)] as never[]) {
      expect(await refusalOf(importCompanies(scope, { csv }))).toMatchObject({ status: 403 });
      expect(await refusalOf(planCompanyImport(scope, { csv }))).toMatchObject({ status: 403 });
    }
  });

  it('judges ten thousand lines in seconds, and creates them while a form waits', async () => {
    const long = `name,domains\n${Array.from({ length: 10_000 }, (_, at) => `Long ${at},l${at}.test`).join('\n')}`;
    const before = performance.now();
    expect(await planCompanyImport(admin, { csv: long })).toMatchObject({ creates: 10_000 });
    expect(performance.now() - before).toBeLessThan(10_000);
    const begun = performance.now();
    expect(await importCompanies(admin, { csv: long })).toEqual({ created: 10_000 });
    expect(performance.now() - begun).toBeLessThan(45_000);
  });
});

describe('lists', () => {
  it('show disabled ones, and only them where asked', async () => {
    const names = async (state?: 'current' | 'active' | 'disabled') =>
      (await readContacts(admin, { state, companyId: acme.id })).rows.map((row) => row.name);
    expect(await names()).toContain('Was Here');
    expect(await names('active')).not.toContain('Was Here');
    expect(await names('disabled')).toEqual(['Was Here']);
  });
});
