import 'server-only';
import { and, eq, sql } from 'drizzle-orm';
import { z } from 'zod';
import { inReadTransaction, inTransaction } from '@/access/in-transaction';
import type { Scope, Staff } from '@/access/scope';
import { record } from '@/audit/record';
import { csvBegin, writeCsv } from '@/platform/write-csv';
import { refuseUnlessCan } from './policy';
import { contactsThat, WhichContacts } from './read-contacts';
import { companies, contacts } from './tables';

export const ExportContacts = WhichContacts;
export const ExportCompanies = z.object({});

/** The columns that an import reads, so that an export can be imported again. */
export const contactColumns = ['company', 'name', 'email', 'phone', 'language', 'primary'] as const;
export const companyColumns = ['name', 'domains'] as const;

const atOnce = 1_000;

/**
 * These contacts as CSV, by name, read a thousand at a time. Who took them and which is in the
 * audit log before the first line leaves.
 */
export async function exportContacts(
  scope: Scope<Staff>,
  which: z.output<typeof ExportContacts>,
): Promise<ReadableStream<Uint8Array>> {
  refuseUnlessCan(scope, 'exportContacts');
  const { companyId, state } = which;
  const after = { state, ...(companyId && { companyId }), searched: Boolean(which.q?.trim()) };
  await inTransaction(scope, (tx) =>
    record(tx, scope, 'contact.listExported', scope.tenant.id, { after }),
  );
  return asStream(contactLines(scope, which));
}

/** Every company with its domains, likewise. */
export async function exportCompanies(scope: Scope<Staff>): Promise<ReadableStream<Uint8Array>> {
  refuseUnlessCan(scope, 'exportCompanies');
  await inTransaction(scope, (tx) => record(tx, scope, 'company.listExported', scope.tenant.id));
  return asStream(companyLines(scope));
}

async function* contactLines(scope: Scope, which: z.output<typeof ExportContacts>) {
  yield csvBegin + writeCsv([contactColumns]);
  let last: { name: string; id: string } | undefined;
  do {
    const rows = await inReadTransaction(scope, (tx) =>
      tx
        .select({ contact: contacts, company: companies.name })
        .from(contacts)
        .innerJoin(
          companies,
          and(eq(companies.tenantId, contacts.tenantId), eq(companies.id, contacts.companyId)),
        )
        .where(
          and(
            contactsThat(scope, which),
            last && sql`(${contacts.name}, ${contacts.id}) > (${last.name}, ${last.id}::uuid)`,
          ),
        )
        .orderBy(contacts.name, contacts.id)
        .limit(atOnce),
    );
    yield writeCsv(
      rows.map(({ contact: { name, email, phone, language, isPrimary }, company }) => [
        company,
        name,
        email,
        phone,
        language,
        isPrimary ? 'yes' : 'no',
      ]),
    );
    last = rows.length === atOnce ? rows.at(-1)?.contact : undefined;
  } while (last);
}

async function* companyLines(scope: Scope) {
  yield csvBegin + writeCsv([companyColumns]);
  let last: string | undefined;
  do {
    const rows = await inReadTransaction(scope, (tx) =>
      tx
        .select({
          name: companies.name,
          sortKey: sql<string>`lower(${companies.name})`,
          domains: sql<string>`array_to_string(array(
            select d.domain from company_domains d
            where d.tenant_id = companies.tenant_id and d.company_id = companies.id
            order by d.domain), ' ')`,
        })
        .from(companies)
        .where(
          and(
            eq(companies.tenantId, scope.tenant.id),
            last === undefined ? undefined : sql`lower(${companies.name}) > ${last}`,
          ),
        )
        .orderBy(sql`lower(${companies.name})`)
        .limit(atOnce),
    );
    yield writeCsv(rows.map(({ name, domains }) => [name, domains]));
    last = rows.length === atOnce ? rows.at(-1)?.sortKey : undefined;
  } while (last !== undefined);
}

function asStream(lines: AsyncGenerator<string>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { done, value } = await lines.next();
      if (done) controller.close();
      else controller.enqueue(encoder.encode(value));
    },
    async cancel() {
      await lines.return(undefined);
    },
  });
}
