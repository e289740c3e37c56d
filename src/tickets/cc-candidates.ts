import 'server-only';
import { and, asc, eq, inArray, isNull, notInArray } from 'drizzle-orm';
import type { Tx } from '@/access/in-transaction';
import type { Scope } from '@/access/scope';
import { contacts } from '@/people/tables';
import { Refusal } from '@/platform/errors';
import type { Named } from './ticket-view';

/**
 * Who can be put in copy: active contacts of the ticket's company, for technicians too. So nobody
 * learns through a ticket who works at another company.
 */
function ofCompany(scope: Scope, companyId: string) {
  return and(
    eq(contacts.tenantId, scope.tenant.id),
    eq(contacts.companyId, companyId),
    isNull(contacts.disabledAt),
  );
}

/** The candidates by name, at most `most`, without `except`. */
export function ccCandidates(
  tx: Tx,
  scope: Scope,
  { companyId, except, most }: { companyId: string; except: string[]; most: number },
): Promise<Named[]> {
  return tx
    .select({ id: contacts.id, name: contacts.name })
    .from(contacts)
    .where(
      and(ofCompany(scope, companyId), except.length ? notInArray(contacts.id, except) : undefined),
    )
    .orderBy(asc(contacts.name), asc(contacts.id))
    .limit(most);
}

/** Refuses (422, beside `field`) where one of them is no candidate. */
export async function requireCandidates(
  tx: Tx,
  scope: Scope,
  companyId: string,
  ids: string[],
  field: 'ccIds' | 'contactId',
): Promise<void> {
  if (ids.length === 0) return;
  const found = await tx
    .select({ id: contacts.id })
    .from(contacts)
    .where(and(ofCompany(scope, companyId), inArray(contacts.id, ids)));
  if (found.length === new Set(ids).size) return;
  const key = 'tickets.unknownColleague';
  throw new Refusal(key, { status: 422, fields: { [field]: key } });
}
