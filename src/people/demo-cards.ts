import 'server-only';
import { z } from 'zod';
import type { TenantIdentity } from '@/access/scope';
import { keyedHash } from '@/platform/crypto';
import { mayShowSecrets } from '@/platform/env';

/** The people a demo's sign-in page offers with one click. */
const DemoPeople = z.array(
  z.object({
    role: z.enum(['admin', 'technician', 'primaryContact', 'contact', 'restricted']),
    name: z.string(),
    login: z.string(),
    face: z.enum(['portal', 'console']),
  }),
);

export type DemoPerson = z.infer<typeof DemoPeople>[number];
export type DemoCard = DemoPerson & { password: string };

/**
 * A demo person's password: derived from the installation's key, so that it can be printed at
 * every start and is stored nowhere. Sixteen letters in groups of four.
 */
export function demoPassword(tenantId: string, login: string): string {
  const letters = keyedHash('demo password', `${tenantId}:${login}`)
    .toLowerCase()
    .replace(/[^a-z2-9]|[lo]/g, '')
    .slice(0, 16);
  return letters.replace(/(.{4})(?=.)/g, '$1-');
}

/**
 * The cards of a demo tenant; none for any other tenant, and none on a live installation.
 * `settings` are the tenant's raw settings, as they come with a visitor.
 */
export function readDemoCards(
  tenant: TenantIdentity,
  settings: Readonly<Record<string, unknown>>,
): DemoCard[] {
  if (!tenant.isDemo || !mayShowSecrets(tenant)) return [];
  const people = DemoPeople.safeParse(settings.demoPeople);
  if (!people.success) return [];
  return people.data.map((person) => ({
    ...person,
    password: demoPassword(tenant.id, person.login),
  }));
}
