import 'server-only';
import { Client } from 'pg';
import { isLiveInstallation, readEnv } from '@/platform/env';
import { examineHosts } from './examine-hosts';
import type { Finding } from './finding';
import { withDatabase } from './with-database';

/** Looks at configuration, database and providers; never prints a secret. */
export async function examine() {
  const [hosts, stored] = await Promise.all([examineHosts(), database()]);
  const findings = [...providers(), ...stored, ...hosts];
  const failed = findings.some(({ state }) => state === 'fault');
  const signs = { ok: 'ok   ', note: 'note ', fault: 'FAULT' };
  const text = findings
    .map(({ what, state, says }) => `${signs[state]}  ${what}: ${says}`)
    .join('\n');
  return { data: { findings, ok: !failed }, text, failed };
}

function providers(): Finding[] {
  const env = readEnv();
  const mail: Finding = env.SMTP_URL
    ? { what: 'mail', state: 'ok', says: `is sent by ${new URL(env.SMTP_URL).host}` }
    : {
        what: 'mail',
        state: 'note',
        says: 'SMTP_URL is unset: mail stays in the on-screen outbox',
      };
  const key: Finding = env.SECRET_KEY
    ? { what: 'secret key', state: 'ok', says: `${env.SECRET_KEY.length} from SECRET_KEY` }
    : {
        what: 'secret key',
        state: isLiveInstallation(env) ? 'fault' : 'note',
        says: 'SECRET_KEY is unset: one is kept in DATA_DIR; several processes need the same one',
      };
  const proxies: Finding = {
    what: 'proxies',
    state: 'ok',
    says: env.TRUSTED_PROXIES.length ? env.TRUSTED_PROXIES.join(', ') : 'none are trusted',
  };
  return [mail, key, proxies];
}

async function database(): Promise<Finding[]> {
  const what = 'database';
  try {
    return await withDatabase(async ({ runtime }) => {
      const client = new Client({ connectionString: runtime });
      await client.connect();
      try {
        const { rows } = await client.query<{ version: string; bypass: boolean; owns: string }>(
          `SELECT current_setting('server_version') AS version, rolbypassrls OR rolsuper AS bypass,
             (SELECT count(*) FROM pg_class WHERE relowner = r.oid) AS owns
           FROM pg_roles r WHERE rolname = current_user`,
        );
        const row = rows[0]!;
        const safe = !row.bypass && Number(row.owns) === 0;
        return [
          { what, state: 'ok', says: `Postgres ${row.version}, migrated` },
          {
            what: 'runtime role',
            state: safe ? 'ok' : 'fault',
            says: safe
              ? 'owns nothing and is bound by row-level security'
              : 'could read across tenants: run migrate with a role that may create roles',
          },
        ];
      } finally {
        await client.end();
      }
    });
  } catch (error) {
    return [{ what, state: 'fault', says: (error as Error).message }];
  }
}
