import 'server-only';
import { z } from 'zod';
import type { Scope, System } from '@/access/scope';
import { Refusal } from '@/platform/errors';
import { asOwner } from '@/platform/migrate';
import { systemScope } from '@/session/system-scope';
import { entitlementNames } from '@/settings/entitlement-names';
import { type Entitlement, readEntitlements } from '@/settings/entitlements';
import { grantEntitlement, revokeEntitlement } from '@/settings/grant-entitlement';
import type { Command } from './commands';
import { listTenants } from './list-tenants';
import { BadArguments, type Options } from './parse-arguments';
import { withDatabase } from './with-database';

const options = [
  { name: 'tenant', value: 'acme', required: true },
  { name: 'name', value: entitlementNames.join(','), required: true },
];

/** What the operator grants tenant by tenant, whatever `ENTITLEMENTS` gives to all. */
export const entitlementCommands = {
  'entitlement grant': {
    summary: 'Gives a tenant the assistant, self-service or the software catalogue.',
    options,
    run: (given) => decide('entitlement grant', grantEntitlement, given),
  },
  'entitlement revoke': {
    summary: 'Takes it away; it is gone at everybody’s next request.',
    options,
    run: (given) => decide('entitlement revoke', revokeEntitlement, given),
  },
  'entitlement list': {
    summary: 'Shows what a tenant has, and what it asked for.',
    options: [{ name: 'tenant', value: 'acme', required: true }],
    run: ({ tenant = '' }) =>
      withDatabase(async (urls) => {
        const scope = await scopeOf(urls.admin, tenant, 'entitlement list');
        return standingOf(scope);
      }),
  },
  'entitlement requests': {
    summary: 'Lists what tenants have asked for and not been granted.',
    options: [],
    run: () =>
      withDatabase(async (urls) => {
        const tenants = await asOwner(urls.admin, listTenants);
        const requests = [];
        for (const { id, slug } of tenants) {
          const scope = await systemScope(id, 'entitlement requests');
          for (const { name, granted, requested } of readEntitlements(scope)) {
            if (requested && !granted) requests.push({ tenant: slug, name, ...requested });
          }
        }
        const lines = requests.map(
          ({ tenant, name, at, by }) => `${tenant}\t${name}\t${at.toISOString()}\t${by}`,
        );
        return { data: { requests }, text: lines.join('\n') || 'Nobody has asked for anything.' };
      }),
  },
} satisfies Record<string, Command>;

function decide(
  job: string,
  verb: (scope: Scope<System>, input: { entitlement: Entitlement }) => Promise<void>,
  { tenant = '', name = '' }: Options,
) {
  const names = name === 'all' ? [...entitlementNames] : name.split(',').map(entitlementOf);
  return withDatabase(async (urls) => {
    const scope = await scopeOf(urls.admin, tenant, job);
    for (const entitlement of names) await verb(scope, { entitlement });
    return standingOf(await systemScope(scope.tenant.id, job));
  });
}

async function scopeOf(admin: string, slug: string, job: string): Promise<Scope<System>> {
  const found = (await asOwner(admin, listTenants)).find((one) => one.slug === slug);
  if (!found) throw new Refusal('tenants.unknown', { status: 404, values: { slug } });
  return systemScope(found.id, job);
}

function standingOf(scope: Scope<System>) {
  const entitlements = readEntitlements(scope);
  const lines = entitlements.map(({ name, granted, requested }) => {
    const asked = requested ? `\tasked for by ${requested.by}` : '';
    return `${name}\t${granted ? 'granted' : 'not granted'}${asked}`;
  });
  return { data: { tenant: scope.tenant.slug, entitlements }, text: lines.join('\n') };
}

function entitlementOf(word: string): Entitlement {
  const parsed = z.enum(entitlementNames).safeParse(word.trim());
  if (parsed.success) return parsed.data;
  throw new BadArguments(
    `"${word}" is none. There are: ${entitlementNames.join(', ')}, or all together: all.`,
  );
}
