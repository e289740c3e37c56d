import 'server-only';
import { spawn } from 'node:child_process';
import { appendFileSync, chownSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Place } from './find-place';

const patience = { maxRetries: 20, retryDelay: 100 };

/**
 * Makes an empty cluster. It is built beside its place and moved there when it is complete,
 * so that a crash half-way leaves nothing that looks like a database.
 */
export async function createCluster(
  place: Place,
  binaries: string,
  password: string,
): Promise<void> {
  for (const name of readdirSync(place.home)) {
    // Its initdb may outlive the one who was killed, and write on for a moment.
    if (name.startsWith('data.new-'))
      rmSync(path.join(place.home, name), { recursive: true, force: true, ...patience });
  }
  const fresh = path.join(place.home, `data.new-${process.pid}-${Date.now()}`);
  const passwordFile = `${fresh}.password`;
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (place.user) chownSync(passwordFile, place.user.uid, place.user.gid);
  const fixed = ['-D', fresh, '-U', 'postgres', '-A', 'scram-sha-256', '--pwfile', passwordFile];
  const language = ['-E', 'UTF8', '--locale-provider=icu', '--icu-locale=und', '--lc-messages=C'];
  const initdb = (locale: string) =>
    runBinary(place, path.join(binaries, 'bin/initdb'), [
      ...fixed,
      ...language,
      `--locale=${locale}`,
      '--no-instructions',
    ]);
  try {
    let outcome = await initdb('C.UTF-8');
    if (/invalid locale name/.test(outcome.said)) outcome = await initdb('C'); // macOS has none
    if (outcome.code !== 0)
      throw new Error(`The database can't be created: ${outcome.said.slice(-1500)}`);
    appendFileSync(path.join(fresh, 'postgresql.conf'), "\ninclude 'servicedesk.conf'\n");
    appendFileSync(path.join(fresh, 'servicedesk.conf'), '');
    renameSync(fresh, place.data);
  } finally {
    rmSync(passwordFile, { force: true });
    rmSync(fresh, { recursive: true, force: true });
  }
}

/** Sets the superuser's password without knowing the old one; the server must not run. */
export async function resetPassword(
  place: Place,
  binaries: string,
  password: string,
): Promise<void> {
  const args = ['--single', '-D', place.data, 'postgres'];
  const statement = `ALTER ROLE postgres PASSWORD '${password}'\n`;
  const { code, said } = await runBinary(
    place,
    path.join(binaries, 'bin/postgres'),
    args,
    statement,
  );
  if (code !== 0)
    throw new Error(`The database's password can't be set again: ${said.slice(-1500)}`);
}

interface Outcome {
  code: number | null;
  said: string;
}

function runBinary(place: Place, file: string, args: string[], input = ''): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, {
      cwd: place.home,
      env: postgresEnv(),
      timeout: 120_000,
      ...place.user,
    });
    let said = '';
    const hear = (chunk: Buffer) => {
      said += chunk.toString();
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    child.stdin.on('error', () => {}); // it ended before it read: its words say why
    child.stdin.end(input);
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, said }));
  });
}

/** No PG… variable of the caller may point Postgres elsewhere. */
export function postgresEnv(): NodeJS.ProcessEnv {
  const { PATH, TMPDIR, NODE_ENV } = process.env;
  return { PATH, TMPDIR, NODE_ENV, LC_ALL: 'C', TZ: 'UTC' };
}
