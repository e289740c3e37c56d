import 'server-only';
import { Client } from 'pg';
import { checkSmtp, closeMailTransport } from '@/notifications/mail-transport';
import { isLiveInstallation, readEnv } from '@/platform/env';
import { examineHosts } from './examine-hosts';
import { type Finding, fault, note, ok } from './finding';
import { withDatabase } from './with-database';

/** Looks at configuration, database and providers; never prints a secret. */
export async function examine() {
  const [hosts, stored, sent] = await Promise.all([examineHosts(), database(), examineMail()]);
  const findings = [sent, ...settings(), ...stored, ...hosts];
  const failed = findings.some(({ state }) => state === 'fault');
  const signs = { ok: 'ok   ', note: 'note ', fault: 'FAULT' };
  const text = findings
    .map(({ what, state, says }) => `${signs[state]}  ${what}: ${says}`)
    .join('\n');
  return { data: { findings, ok: !failed }, text, failed };
}

/** Greets the server of `SMTP_URL` and signs in there; sends nothing. */
export async function examineMail(): Promise<Finding> {
  const url = readEnv().SMTP_URL;
  if (!url) return note('mail', 'SMTP_URL is unset: mail stays in the on-screen outbox');
  const { host } = new URL(url);
  const trouble = await checkSmtp();
  closeMailTransport();
  if (trouble === undefined) return ok('mail', `is sent by ${host}`);
  return fault('mail', `${host} takes none: ${trouble}. Look at SMTP_URL; mails wait meanwhile`);
}

function settings(): Finding[] {
  const env = readEnv();
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
  return [key, proxies];
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
