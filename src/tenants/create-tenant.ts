import 'server-only';
import { z } from 'zod';
import { inTenant } from '@/access/in-transaction';
import type { TenantIdentity } from '@/access/scope';
import { locales } from '@/i18n/locales';
import { postgresCode, Refusal } from '@/platform/errors';
import { newId } from '@/platform/ids';
import { notify } from '@/platform/notify';
import { reservedSlugs } from './reserved-slugs';
import { domains, tenants } from './tables';
import { isTimeZone } from './time-zone';
import { managedHostOf } from './urls';

export const CreateTenant = z.object({
  slug: z
    .string()
    .trim()
    .toLowerCase()
    .regex(/^[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?$/),
  name: z.string().trim().min(1).max(120),
  defaultLanguage: z.enum(locales).default('en'),
  timeZone: z
    .string()
    .refine(isTimeZone, { message: 'must be a time zone such as Europe/Paris' })
    .default('UTC'),
  isDemo: z.boolean().default(false),
});

/**
 * Makes a tenant and its managed host, which answers at once. Refuses a reserved or taken
 * slug with suggestions. The caller adds what the higher rooms own: statuses, an admin.
 */
export async function createTenant(input: z.input<typeof CreateTenant>): Promise<TenantIdentity> {
  const { slug, name, defaultLanguage, timeZone, isDemo } = CreateTenant.parse(input);
  const suggestions = [`${slug}-it`, `${slug}-help`, `${slug}-desk`].join(', ');
  if (reservedSlugs.has(slug)) {
    throw new Refusal('tenants.slugReserved', { status: 409, values: { slug, suggestions } });
  }
  const id = newId();
  const managedHost = managedHostOf(slug);
  try {
    await inTenant(id, async (tx) => {
      await tx.insert(tenants).values({ id, slug, name, defaultLanguage, timeZone, isDemo });
      await tx
        .insert(domains)
        .values({ tenantId: id, id: newId(), host: managedHost, kind: 'managed' });
      await notify(tx, 'servicedesk_domains', { host: managedHost });
    });
  } catch (error) {
    if (postgresCode(error) !== '23505') throw error;
    throw new Refusal('tenants.slugTaken', { status: 409, values: { slug, suggestions } });
  }
  const addresses = { managedHost, managedIsSecure: false, primaryHost: null };
  return { id, slug, name, defaultLanguage, timeZone, isDemo, ...addresses };
}
