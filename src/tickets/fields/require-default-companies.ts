import 'server-only';
import { inReadTransaction } from '@/access/in-transaction';
import type { Scope, Staff } from '@/access/scope';
import { readCompanyDefaults } from '@/fields/save-company-defaults';
import { requirePeople } from '@/people/require-people';

/**
 * Refuses (422, beside the field) defaults for companies that the tenant does not have. Those
 * that the field `key` has already may stay: their company may have been deleted meanwhile.
 */
export async function requireDefaultCompanies(
  scope: Scope<Staff>,
  { key, companyDefaults = {} }: { key?: string; companyDefaults?: Record<string, unknown> },
): Promise<void> {
  const wanted = Object.keys(companyDefaults).map((id) => id.toLowerCase());
  if (wanted.length === 0) return;
  const held =
    key === undefined
      ? {}
      : await inReadTransaction(scope, (tx) => readCompanyDefaults(tx, scope, key));
  const companyIds = wanted.filter((id) => !Object.hasOwn(held, id));
  await requirePeople(scope, { companyIds }, 'companyDefaults');
}
