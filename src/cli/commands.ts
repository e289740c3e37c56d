import 'server-only';
import { z } from 'zod';
import { asOwner } from '@/platform/migrate';
import { type ApiScope, apiScopes } from '@/session/api-scopes';
import { createApiKey } from '@/session/create-api-key';
import { systemScope } from '@/session/system-scope';
import { OpenTenant, openTenant } from './create-tenant';
import { examine } from './doctor';
import { entitlementCommands } from './entitlement-commands';
import { exportArticles } from './export-articles';
import { domainLines, listDomains, readWildcard } from './list-domains';
import { listTenants, tenantBySlug } from './list-tenants';
import { loadDemoOnce } from './load-demo-once';
import { loadTestData } from './load-test-data';
import { BadArguments, type Option, type Options } from './parse-arguments';
import { resetTechnicianFactors } from './reset-technician-factors';
import { withDatabase } from './with-database';

export interface Command {
  summary: string;
  options: readonly Option[];
  run: (options: Options) => Promise<{ data: unknown; text: string; failed?: boolean }>;
}

/** Every command of the operator, by the words that call it. */
export const commands = {
  'tenant create': {
    summary: 'Makes a tenant with its portal, an admin and an API key.',
    options: [
      { name: 'slug', value: 'acme', required: true },
      { name: 'name', value: '"Acme IT"', required: true },
      { name: 'admin-email', value: 'a@acme.test', required: true },
      { name: 'admin-name', value: '"Ada Admin"' },
      { name: 'admin-password', value: '…' },
      { name: 'default-language', value: 'en' },
      { name: 'time-zone', value: 'Europe/Paris' },
    ],
    run: async (options) => {
      const wanted = checked(OpenTenant, options);
      const data = await withDatabase(() => openTenant(wanted));
      const text = [
        `Tenant ${data.tenant.slug} is there.`,
        `  portal   ${data.portalUrl}`,
        `  console  ${data.consoleUrl}`,
        `  admin    ${data.admin.email}  ${data.admin.password}`,
        `  API key  ${data.apiKey}`,
      ].join('\n');
      return { data, text };
    },
  },
  'tenant list': {
    summary: 'Lists every tenant of this installation.',
    options: [],
    run: async () => {
      const tenants = await withDatabase((urls) => asOwner(urls.admin, listTenants));
      const text = tenants.map(({ slug, name, host }) => `${slug}\t${name}\t${host}`).join('\n');
      return { data: { tenants }, text: text || 'There is no tenant yet.' };
    },
  },
  'domains list': {
    summary: 'Lists every host of every tenant: its state, its certificate and what keeps it.',
    options: [],
    run: async () => {
      const { domains, wildcard } = await withDatabase((urls) =>
        asOwner(urls.admin, async (owner) => ({
          domains: await listDomains(owner),
          wildcard: await readWildcard(owner),
        })),
      );
      const text = await domainLines(domains, wildcard);
      const data = { domains, ...(wildcard ? { wildcard } : {}) };
      return { data, text: text || 'There is no host yet.' };
    },
  },
  ...entitlementCommands,
  'api-key create': {
    summary: 'Makes an API key; it is shown once.',
    options: [
      { name: 'tenant', value: 'acme', required: true },
      { name: 'scopes', value: 'tickets:read,tickets:write', required: true },
      { name: 'name', value: '"Monitoring"' },
    ],
    run: async ({ tenant: slug = '', scopes = '', name = 'Operator' }) => {
      const list = scopes.split(',').map((scope) => scope.trim());
      const wanted = list[0] === 'all' ? [...apiScopes] : list.map(checkedScope);
      const data = await withDatabase(async (urls) => {
        const { id: tenantId } = await asOwner(urls.admin, (owner) => tenantBySlug(owner, slug));
        const scope = await systemScope(tenantId, 'api-key create');
        const { id, token } = await createApiKey(scope, { name, scopes: wanted });
        return { id, apiKey: token, scopes: wanted };
      });
      return { data, text: data.apiKey };
    },
  },
  'technician reset-factors': {
    summary:
      'Removes a technician’s second factor: for an admin who has lost it and has no colleague.',
    options: [
      { name: 'tenant', value: 'acme', required: true },
      { name: 'email', value: 'a@acme.test', required: true },
    ],
    run: resetTechnicianFactors,
  },
  'articles export': {
    summary: 'Writes a tenant’s whole knowledge base to a new zip file.',
    options: [
      { name: 'tenant', value: 'acme', required: true },
      { name: 'file', value: 'articles.zip', required: true },
    ],
    run: exportArticles,
  },
  migrate: {
    summary: 'Brings the database to this version; safe to repeat.',
    options: [],
    run: async () => {
      await withDatabase(async () => {});
      return { data: { migrated: true }, text: 'The database is at this version.' };
    },
  },
  doctor: {
    summary: 'Checks configuration, database and providers; exit 1 when something needs a hand.',
    options: [],
    run: examine,
  },
  'demo load': {
    summary: 'Makes the demo tenant.',
    options: [],
    run: async () => {
      const data = await withDatabase((urls) => loadDemoOnce(urls.admin));
      const cards = data.cards.map(
        ({ role, login, password }) => `  ${role}\t${login}\t${password}`,
      );
      return { data, text: [data.portalUrl, data.consoleUrl, ...cards].join('\n') };
    },
  },
  'load-test-data': {
    summary: 'Fills the database with valid tenants and tickets for measuring.',
    options: [
      { name: 'tenants', value: '200', required: true },
      { name: 'tickets', value: '100000', required: true },
    ],
    run: async (options) => {
      const amounts = checked(Amounts, options);
      const data = await withDatabase(() => loadTestData(amounts));
      const text = `${data.tickets} tickets in ${data.tenants} tenants (${data.seconds} s).`;
      return { data, text };
    },
  },
} satisfies Record<string, Command>;

const Amounts = z.object({
  tenants: z.coerce.number().int().min(1).max(100_000),
  tickets: z.coerce.number().int().min(0).max(10_000_000),
});

function checked<S extends z.ZodType>(shape: S, options: Options): z.output<S> {
  const parsed = shape.safeParse(options);
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map(
    (issue) =>
      `--${String(issue.path[0]).replace(/[A-Z]/g, (l) => `-${l.toLowerCase()}`)}: ${issue.message}`,
  );
  throw new BadArguments(faults.join('\n'));
}

function checkedScope(word: string): ApiScope {
  const scope = apiScopes.find((one) => one === word);
  if (scope) return scope;
  throw new BadArguments(`"${word}" is no scope. There are: ${apiScopes.join(', ')}, or all.`);
}
