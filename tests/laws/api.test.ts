import { describe, expect, it } from 'vitest';
import { allOperations } from '@/app/api/v1/_operations/all-operations';
import * as announcements from '@/app/api/v1/_operations/announcements';
import * as articleCategories from '@/app/api/v1/_operations/article-categories';
import * as articleDrafts from '@/app/api/v1/_operations/article-drafts';
import * as articleFeedback from '@/app/api/v1/_operations/article-feedback';
import * as articleSearch from '@/app/api/v1/_operations/article-search';
import * as articleTransfer from '@/app/api/v1/_operations/article-transfer';
import * as articles from '@/app/api/v1/_operations/articles';
import * as auditEvents from '@/app/api/v1/_operations/audit-events';
import * as canned from '@/app/api/v1/_operations/canned-replies';
import * as changeMany from '@/app/api/v1/_operations/change-many-tickets';
import * as changeTicket from '@/app/api/v1/_operations/change-ticket';
import * as companies from '@/app/api/v1/_operations/companies';
import * as contacts from '@/app/api/v1/_operations/contacts';
import * as domains from '@/app/api/v1/_operations/domains';
import * as inboundMails from '@/app/api/v1/_operations/inbound-mails';
import * as mailboxes from '@/app/api/v1/_operations/mailboxes';
import * as mails from '@/app/api/v1/_operations/mails';
import * as notifications from '@/app/api/v1/_operations/notifications';
import * as data from '@/app/api/v1/_operations/people-data';
import * as portal from '@/app/api/v1/_operations/portal';
import * as reports from '@/app/api/v1/_operations/reports';
import * as sending from '@/app/api/v1/_operations/sending-domain';
import * as levels from '@/app/api/v1/_operations/service-levels';
import * as settings from '@/app/api/v1/_operations/settings';
import * as waysIn from '@/app/api/v1/_operations/sign-in';
import * as technicianSignIn from '@/app/api/v1/_operations/technician-sign-in';
import * as technicians from '@/app/api/v1/_operations/technicians';
import * as attachments from '@/app/api/v1/_operations/ticket-attachments';
import * as fields from '@/app/api/v1/_operations/ticket-fields';
import * as replies from '@/app/api/v1/_operations/ticket-replies';
import * as statuses from '@/app/api/v1/_operations/ticket-statuses';
import * as tickets from '@/app/api/v1/_operations/tickets';
import * as views from '@/app/api/v1/_operations/views';
import * as visibility from '@/app/api/v1/_operations/visibility';
import * as webhooks from '@/app/api/v1/_operations/webhooks';
import { openApi } from '@/app/api/v1/_reference/openapi';
import { apiScopes } from '@/session/api-scopes';
import { code, list } from './source';

interface Described {
  method: string;
  path: string;
}

const modules = { changeTicket, companies, contacts, portal, settings, technicians };
const more = {
  announcements,
  articleCategories,
  articleDrafts,
  articleFeedback,
  articles,
  articleSearch,
  articleTransfer,
  attachments,
  auditEvents,
  canned,
  changeMany,
  data,
  domains,
  fields,
  inboundMails,
  levels,
  mailboxes,
  mails,
  notifications,
  replies,
  reports,
  sending,
  statuses,
  technicianSignIn,
  tickets,
  views,
  visibility,
  waysIn,
  webhooks,
};
const named = new Map<string, Described>(
  Object.values({ ...modules, ...more }).flatMap((module) =>
    Object.entries(module as Record<string, unknown>).filter(([name]) =>
      name.endsWith('Operation'),
    ),
  ) as [string, Described][],
);
const root = 'src/app/api/v1';
const routes = list(root).filter((file) => file.endsWith('/route.ts'));
const publicRoutes = [`${root}/openapi.json/route.ts`, `${root}/route.ts`];

/** What each route file passes to `apiRoute`, by name. */
const served = routes
  .filter((file) => !publicRoutes.includes(file))
  .flatMap((file) => {
    const path = file.slice(root.length, -'/route.ts'.length).replace(/\[(\w+)\]/g, '{$1}');
    const names = /= apiRoute\(([^)]*)\)/.exec(code(file))?.[1]?.match(/\w+/g) ?? [];
    return names.map((name) => ({ file, path, name }));
  });

describe('the API', () => {
  it('every folder of operations is in the list, and the list has each once', () => {
    const files = list(`${root}/_operations`).filter((file) => /operation\(\{/.test(code(file)));
    expect(files).toHaveLength(Object.keys({ ...modules, ...more }).length);
    expect(new Set(allOperations)).toEqual(new Set(named.values()));
    expect(allOperations).toHaveLength(named.size);
  });

  it('every operation is served at its own path, and every route serves operations', () => {
    const wrong = served.filter(({ path, name }) => named.get(name)?.path !== path);
    expect(wrong).toEqual([]);
    expect(served.map(({ name }) => name).sort()).toEqual([...named.keys()].sort());
    expect(routes).toHaveLength(new Set(served.map(({ file }) => file)).size + publicRoutes.length);
    const calls = served.map(({ path, name }) => `${named.get(name)?.method} ${path}`);
    expect(new Set(calls).size).toBe(calls.length);
  });

  it('every scope is needed somewhere, and reading never needs a scope to write', () => {
    expect(new Set(allOperations.map(({ scope }) => scope))).toEqual(new Set(apiScopes));
    const wrong = allOperations.filter(
      ({ method, scope }) => (method === 'GET') !== scope.endsWith(':read'),
    );
    expect(wrong).toEqual([]);
  });
});

describe('the OpenAPI document', () => {
  const document = openApi();
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, described]) => ({ path, method, described })),
  );

  it('describes every operation once', () => {
    expect(operations.map(({ path, method }) => `${method.toUpperCase()} ${path}`).sort()).toEqual(
      allOperations.map(({ path, method }) => `${method} ${path}`).sort(),
    );
    const ids = operations.map(({ described }) => described.operationId);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('refers to nothing that isn’t there, and leaves nothing unused', () => {
    const references = new Set(JSON.stringify(document).match(/#\/[\w$]+\/[\w$]+(\/\w+)*/g));
    const find = (reference: string) =>
      reference
        .slice(2)
        .split('/')
        .reduce<unknown>(
          (at, step) => (at as Record<string, unknown> | undefined)?.[step],
          document,
        );
    expect([...references].filter((reference) => find(reference) === undefined)).toEqual([]);
    const unused = Object.entries(document.components)
      .filter(([kind]) => kind !== 'securitySchemes')
      .flatMap(([kind, entries]) =>
        Object.keys(entries).map((name) => `#/components/${kind}/${name}`),
      )
      .filter((name) => !references.has(name));
    // what the welcome and language settings take is described by the shape of what they answer
    expect(unused).toEqual([]);
  });

  it('names the parameters of every path, and nothing else as one', () => {
    for (const { path, described } of operations) {
      const inPath = described.parameters.filter((one) => one.in === 'path');
      expect(inPath.map(({ name }) => `{${name}}`)).toEqual(path.match(/\{\w+\}/g) ?? []);
      expect(inPath.every(({ required }) => required)).toBe(true);
    }
  });

  it('says of each what it needs, takes and answers', () => {
    for (const { method, described } of operations) {
      const statuses = Object.keys(described.responses);
      expect(statuses.filter((status) => status.startsWith('2'))).toHaveLength(1);
      expect(statuses).toEqual(expect.arrayContaining(['401', '403', '422', '429', '503']));
      expect(described.security[0]?.apiKey).toHaveLength(1);
      expect(described.summary).not.toMatch(/\.$/);
      const keyed = JSON.stringify(described.parameters).includes('IdempotencyKey');
      expect(keyed).toBe(method === 'post');
      expect(described.requestBody === undefined || method !== 'get').toBe(true);
    }
  });

  it('is plain JSON Schema: no empty shape, no key of zod’s', () => {
    const text = JSON.stringify(document);
    expect(text).not.toMatch(/\$defs|\$schema|"~standard"|"schema":\{\}/);
    for (const [name, schema] of Object.entries(document.components.schemas)) {
      expect(schema.type, name).toBe('object');
      expect(Object.keys(schema.properties ?? {}).length, name).toBeGreaterThan(0);
      for (const needed of schema.required ?? []) expect(schema.properties).toHaveProperty(needed);
    }
  });
});
