import 'server-only';
import { Client } from 'pg';
import { derivedKey, masterKeys } from './crypto';

/**
 * The cluster's roles (docs/security.md): an owner nobody signs in as, a runtime that owns
 * nothing and can't bypass row-level security, one that runs the job queue and sees only it,
 * one that owns the functions across tenants, one that backs up. The user of `DATABASE_URL`
 * is the migrator: it may become them.
 */
const roles = {
  servicedesk_owner: 'NOLOGIN',
  servicedesk_runtime: 'LOGIN NOBYPASSRLS',
  servicedesk_jobs: 'LOGIN NOBYPASSRLS',
  servicedesk_doors: 'NOLOGIN BYPASSRLS',
  servicedesk_backup: 'NOLOGIN BYPASSRLS',
} as const;

type LoginRole = 'servicedesk_runtime' | 'servicedesk_jobs';

export interface DatabaseUrls {
  /** Of the operator's own user: migrations, the operator's commands. */
  admin: string;
  runtime: string;
  jobs: string;
}

/** Makes the roles and their rights on this database; safe to repeat and beside other starts. */
export async function ensureRoles(adminUrl: string): Promise<void> {
  const client = new Client({ connectionString: adminUrl });
  await client.connect();
  try {
    await client.query('SELECT pg_advisory_lock(727001)');
    const { rows } = await client.query<{ rolname: string }>(
      "SELECT rolname FROM pg_roles WHERE rolname LIKE 'servicedesk\\_%'",
    );
    const present = new Set(rows.map((row) => row.rolname));
    for (const [name, rights] of Object.entries(roles)) {
      if (present.has(name)) continue;
      await client.query(`CREATE ROLE ${name} ${rights}`).catch(ignoreExisting);
    }
    const me = await client.query<{ me: string; db: string }>(
      'SELECT quote_ident(current_user) AS me, quote_ident(current_database()) AS db',
    );
    const { me: user, db } = me.rows[0]!;
    for (const name of Object.keys(roles)) await client.query(`GRANT ${name} TO ${user}`);
    await client.query(`
      GRANT CONNECT, CREATE, TEMPORARY ON DATABASE ${db} TO servicedesk_owner;
      GRANT CONNECT ON DATABASE ${db} TO servicedesk_runtime, servicedesk_backup;
      GRANT CONNECT, CREATE ON DATABASE ${db} TO servicedesk_jobs;
      REVOKE ALL ON SCHEMA public FROM PUBLIC;
      GRANT USAGE, CREATE ON SCHEMA public TO servicedesk_owner;
      GRANT USAGE ON SCHEMA public TO servicedesk_runtime, servicedesk_doors, servicedesk_backup;
      ALTER ROLE servicedesk_runtime SET statement_timeout = '20s';
      ALTER ROLE servicedesk_runtime SET lock_timeout = '8s';
      ALTER ROLE servicedesk_runtime SET idle_in_transaction_session_timeout = '30s';
      ALTER ROLE servicedesk_runtime SET jit = off;
    `);
  } finally {
    await client.end();
  }
}

function ignoreExisting(error: { code?: string }) {
  if (error.code !== '42710' && error.code !== '23505') throw error;
}

/**
 * The URLs under which the product itself connects. The roles' passwords are derived from
 * the master key, so that every process of an installation knows them. While a key is being
 * rotated the password of the old one goes on to be right; it is changed when none fits.
 */
export async function databaseUrls(adminUrl: string): Promise<DatabaseUrls> {
  return {
    admin: adminUrl,
    runtime: await loginUrl(adminUrl, 'servicedesk_runtime'),
    jobs: await loginUrl(adminUrl, 'servicedesk_jobs'),
  };
}

async function loginUrl(adminUrl: string, role: LoginRole): Promise<string> {
  for (const key of masterKeys()) {
    const url = urlFor(adminUrl, role, key);
    if (await opens(url)) return url;
  }
  const newest = masterKeys()[0]!;
  const client = new Client({ connectionString: adminUrl });
  await client.connect();
  try {
    await client.query(`ALTER ROLE ${role} PASSWORD '${password(role, newest)}'`);
  } finally {
    await client.end();
  }
  return urlFor(adminUrl, role, newest);
}

function urlFor(adminUrl: string, role: LoginRole, key: string): string {
  const url = new URL(adminUrl);
  url.username = role;
  url.password = password(role, key);
  return url.toString();
}

function password(role: LoginRole, key: string): string {
  return derivedKey(`database role ${role}`, key).toString('base64url');
}

async function opens(url: string): Promise<boolean> {
  const client = new Client({ connectionString: url });
  try {
    await client.connect();
    await client.query('SELECT 1');
    return true;
  } catch (error) {
    const { code } = error as { code?: string };
    if (code === '28P01' || code === '28000') return false;
    throw error;
  } finally {
    await client.end().catch(() => {});
  }
}
