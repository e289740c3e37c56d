import 'server-only';
import { inReadTransaction } from '@/access/in-transaction';
import { resetFactors } from '@/people/factors/reset-factors';
import { findTechnicianForSignIn } from '@/people/find-for-sign-in';
import { Refusal } from '@/platform/errors';
import { asOwner } from '@/platform/migrate';
import { systemScope } from '@/session/system-scope';
import { tenantBySlug } from './list-tenants';
import type { Options } from './parse-arguments';
import { withDatabase } from './with-database';

/** Takes a technician's second factor away, as an admin does; they are told by mail. */
export async function resetTechnicianFactors({ tenant: slug = '', email = '' }: Options) {
  const data = await withDatabase(async (urls) => {
    const tenant = await asOwner(urls.admin, (owner) => tenantBySlug(owner, slug));
    const scope = await systemScope(tenant.id, 'technician reset-factors');
    const found = await inReadTransaction(scope, (tx) =>
      findTechnicianForSignIn(tx, tenant.id, email),
    );
    if (!found) throw new Refusal('people.technicianUnknown', { status: 404, values: { email } });
    const { id, name } = found;
    return { id, name, ...(await resetFactors(scope, { id })) };
  });
  const text =
    data.removed > 0
      ? `${data.name} signs in with the password alone now, and was told so by mail.`
      : `${data.name} had no second factor.`;
  return { data, text };
}
