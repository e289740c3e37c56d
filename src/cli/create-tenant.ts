import 'server-only';
import { z } from 'zod';
import type { TenantIdentity } from '@/access/scope';
import { importTechnician } from '@/people/import-people';
import { newPassword } from '@/platform/crypto';
import { strictAddress } from '@/platform/mail-address';
import { apiScopes } from '@/session/api-scopes';
import { createApiKey } from '@/session/create-api-key';
import { systemScope } from '@/session/system-scope';
import { CreateTenant, createTenant } from '@/tenants/create-tenant';
import { consoleUrl, portalUrl } from '@/tenants/urls';
import { createDefaultStatuses } from '@/tickets/default-statuses';

export const OpenTenant = CreateTenant.extend({
  adminEmail: z.string().transform((text, context) => {
    const address = strictAddress(text);
    if (!address) context.addIssue({ code: 'custom', message: 'must be one e-mail address' });
    return address ?? '';
  }),
  adminName: z.string().trim().min(1).max(120).optional(),
  adminPassword: z
    .string()
    .min(12, { message: 'needs at least 12 characters' })
    .max(200)
    .optional(),
});

export interface OpenedTenant {
  tenant: Pick<TenantIdentity, 'id' | 'slug'>;
  portalUrl: string;
  consoleUrl: string;
  admin: { email: string; password: string };
  apiKey: string;
}

/**
 * A tenant that can be used at once: its host, four statuses, an admin and a key with every
 * scope. A generated password must be changed at the first sign-in; a given one stays.
 */
export async function openTenant(input: z.input<typeof OpenTenant>): Promise<OpenedTenant> {
  const { adminEmail, adminName, adminPassword, ...wanted } = OpenTenant.parse(input);
  const tenant = await createTenant(wanted);
  const scope = await systemScope(tenant.id, 'tenant create');
  await createDefaultStatuses(scope);
  const password = adminPassword ?? newPassword();
  await importTechnician(scope, {
    name: adminName ?? adminEmail.split('@')[0]!,
    email: adminEmail,
    role: 'admin',
    language: null,
    password,
    mustChangePassword: adminPassword === undefined,
  });
  const { token } = await createApiKey(scope, { name: 'Operator', scopes: [...apiScopes] });
  return {
    tenant: { id: tenant.id, slug: tenant.slug },
    portalUrl: portalUrl(tenant),
    consoleUrl: consoleUrl(tenant),
    admin: { email: adminEmail, password },
    apiKey: token,
  };
}
