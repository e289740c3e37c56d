import { describe, expect, inject, it } from 'vitest';
import { onDatabase } from '~tests/setup/statement';

const template = new URL(inject('adminUrl'));
template.pathname = '/servicedesk_template';
const ask = <Row extends object>(statement: string) =>
  onDatabase<Row>(template.toString(), statement);

const policy = "(tenant_id = (current_setting('app.tenant_id'::text))::uuid)";
/** One row a tenant: its own id is the tenant's. */
const ownId = { tenants: "(id = (current_setting('app.tenant_id'::text))::uuid)" } as Record<
  string,
  string
>;
/** Keys that hold across tenants on purpose: names that the whole internet or installation shares. */
const acrossTenants = new Set(['tenants_pkey', 'tenants_slug', 'domains_host', 'domains_claim']);
/** Every function that runs with its owner's rights, and who may call it. */
const doors = {
  'app.tenant_of_host': 'servicedesk_runtime',
  'app.tenant_ids': 'servicedesk_runtime',
  'app.list_tenants': 'servicedesk_owner',
  'app.enqueue': 'servicedesk_runtime',
  'app.tenants_with_late_mail': 'servicedesk_runtime',
  'app.tenants_with_unread_mail': 'servicedesk_runtime',
  'app.tickets_found': 'servicedesk_runtime',
  'app.contacts_found': 'servicedesk_runtime',
  'app.tenants_with_due_webhooks': 'servicedesk_runtime',
  'app.tenants_with_due_tickets': 'servicedesk_runtime',
  'app.tenants_with_due_articles': 'servicedesk_runtime',
  'app.public_stamps': 'servicedesk_runtime',
  'app.due_mailboxes': 'servicedesk_runtime',
  'app.claims_of_others': 'servicedesk_runtime',
  'app.certificates_of_hosts': 'servicedesk_runtime',
  'app.challenge_response': 'servicedesk_runtime',
  'app.alpn_challenge': 'servicedesk_runtime',
  'app.domain_work': 'servicedesk_runtime',
  'app.issuance_counts': 'servicedesk_runtime',
  'app.certificate_expiries': 'servicedesk_runtime',
  'app.issuance_totals': 'servicedesk_runtime',
  'app.list_domains': 'servicedesk_owner',
  'app.forget_in_audit': 'servicedesk_runtime', // of one tenant, and only of who is erased
} as Record<string, string>;

/** What belongs to the installation and to no tenant, in a schema of its own. */
const tenantless = ['acme_accounts', 'authorities', 'wildcards'];

const tables = await ask<{
  name: string;
  owner: string;
  enabled: boolean;
  forced: boolean;
  tenant: boolean | null;
}>(`
  SELECT c.relname AS name, pg_get_userbyid(c.relowner) AS owner, c.relrowsecurity AS enabled,
    c.relforcerowsecurity AS forced,
    (SELECT a.attnotnull FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'tenant_id') AS tenant
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p')`);

describe('protection of every tenant table', () => {
  it('there are tables to look at', () => {
    expect(tables.length).toBeGreaterThan(20);
  });

  it('each has a tenant, which is never null', () => {
    expect(tables.filter((table) => !ownId[table.name] && table.tenant !== true)).toEqual([]);
  });

  it('what has no tenant is this and nothing else', async () => {
    const others = await ask<{ schema: string; name: string }>(`
      SELECT n.nspname AS schema, c.relname AS name
      FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE c.relkind IN ('r', 'p', 'f')
        AND n.nspname NOT IN ('public', 'pg_catalog', 'information_schema', 'pg_toast', 'app_migrations', 'graphile_worker')
      ORDER BY c.relname`);
    expect(others).toEqual(tenantless.map((name) => ({ schema: 'installation', name })));
  });

  it('row-level security is on and forced, and the owner is nobody who signs in', () => {
    expect(tables.filter((table) => !table.enabled || !table.forced)).toEqual([]);
    expect(tables.filter((table) => table.owner !== 'servicedesk_owner')).toEqual([]);
  });

  it('the one policy has the one text, for reading and for writing', async () => {
    const policies = await ask<{
      tablename: string;
      cmd: string;
      permissive: string;
      qual: string;
      with_check: string;
    }>(
      "SELECT tablename, cmd, permissive, qual, with_check FROM pg_policies WHERE schemaname = 'public'",
    );
    expect(policies.map((one) => one.tablename).sort()).toEqual(
      tables.map((one) => one.name).sort(),
    );
    const wrong = policies.filter((one) => {
      const text = ownId[one.tablename] ?? policy;
      return (
        one.cmd !== 'ALL' ||
        one.permissive !== 'PERMISSIVE' ||
        one.qual !== text ||
        one.with_check !== text
      );
    });
    expect(wrong).toEqual([]);
  });

  it('every key begins with the tenant', async () => {
    const keys = await ask<{ table: string; name: string; columns: string[] }>(`
      SELECT i.indrelid::regclass::text AS table, c.relname AS name,
        array(SELECT coalesce(a.attname, '') FROM unnest(i.indkey::int[]) WITH ORDINALITY k(n, ord)
          LEFT JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.n ORDER BY ord)::text[] AS columns
      FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE n.nspname = 'public' AND i.indisunique`);
    const foreign = await ask<{ table: string; name: string; columns: string[] }>(`
      SELECT conrelid::regclass::text AS table, conname AS name,
        array(SELECT a.attname FROM unnest(conkey) WITH ORDINALITY k(n, ord)
          JOIN pg_attribute a ON a.attrelid = conrelid AND a.attnum = k.n ORDER BY ord)::text[] AS columns
      FROM pg_constraint WHERE contype = 'f' AND connamespace = 'public'::regnamespace`);
    const wrong = [...keys, ...foreign].filter(
      (key) => key.columns[0] !== 'tenant_id' && !acrossTenants.has(key.name),
    );
    expect(wrong).toEqual([]);
  });

  it('there is no view that looks with its owner’s eyes', async () => {
    const views = await ask(`
      SELECT relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE n.nspname IN ('public', 'app') AND relkind IN ('v', 'm')
        AND NOT coalesce('security_invoker=true' = ANY (reloptions), false)`);
    expect(views).toEqual([]);
  });

  it('the doors across tenants are these and no others, shut to everybody else', async () => {
    const functions = await ask<{
      name: string;
      config: string[] | null;
      open: boolean;
      owner: string;
      grantees: string[];
    }>(`
      SELECT n.nspname || '.' || p.proname AS name, p.proconfig AS config, pg_get_userbyid(p.proowner) AS owner,
        EXISTS (SELECT 1 FROM aclexplode(p.proacl) WHERE grantee = 0) OR p.proacl IS NULL AS open,
        array(SELECT pg_get_userbyid(grantee) FROM aclexplode(p.proacl) WHERE grantee NOT IN (0, p.proowner))::text[] AS grantees
      FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
      WHERE p.prosecdef AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'graphile_worker')`);
    expect(functions.map((one) => one.name).sort()).toEqual(Object.keys(doors).sort());
    const wrong = functions.filter(
      (one) =>
        one.open ||
        !(one.config ?? []).includes('search_path=""') ||
        one.grantees.join() !== doors[one.name] ||
        !['servicedesk_doors', 'servicedesk_jobs'].includes(one.owner),
    );
    expect(wrong).toEqual([]);
  });

  it('the runtime role owns nothing, bypasses nothing, and can’t become anybody', async () => {
    const [role] = await ask<Record<string, unknown>>(`
      SELECT rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolreplication,
        (SELECT count(*)::int FROM pg_class WHERE relowner = r.oid) AS owns,
        (SELECT count(*)::int FROM pg_auth_members WHERE member = r.oid) AS becomes
      FROM pg_roles r WHERE rolname = 'servicedesk_runtime'`);
    expect(role).toEqual({
      rolsuper: false,
      rolbypassrls: false,
      rolcreaterole: false,
      rolcreatedb: false,
      rolreplication: false,
      owns: 0,
      becomes: 0,
    });
  });

  it('the audit log can only grow', async () => {
    const rights = await ask<{ privilege_type: string }>(`
      SELECT privilege_type FROM information_schema.role_table_grants
      WHERE grantee = 'servicedesk_runtime' AND table_name = 'audit_events' ORDER BY 1`);
    expect(rights.map((right) => right.privilege_type)).toEqual(['INSERT', 'SELECT']);
  });
});
