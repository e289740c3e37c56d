import 'server-only';
import { chownSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { identifyProcess } from '../identify-process.mjs';

/** What `DATA_DIR/postgres.json` remembers, readable by its owner only. */
export interface ClusterRecord {
  /** The cluster's home where that is not `DATA_DIR/postgres` (see find-place). */
  home: string | undefined;
  port: number | undefined;
  /** Of the superuser `postgres`. */
  password: string;
  /** The postmaster of the last start. */
  pid: number | undefined;
  /** Identities (see identify-process) of our processes that use it: the last one stops it. */
  users: string[];
}

export const recordFile = (dataDir: string): string => path.join(dataDir, 'postgres.json');

/** The record, or undefined where there is none or it was cut off. */
export function findRecord(dataDir: string): ClusterRecord | undefined {
  try {
    const { home, port, password, pid, users } = JSON.parse(
      readFileSync(recordFile(dataDir), 'utf8'),
    );
    if (typeof password !== 'string' || password === '') return undefined;
    return { home, port, password, pid, users: Array.isArray(users) ? users : [] };
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'ENOENT' || error instanceof SyntaxError) return undefined;
    if (code !== 'EACCES' && code !== 'EPERM') throw error;
    throw new Error(
      `${recordFile(dataDir)} belongs to another user. Start as the user who started first (root, perhaps), or choose another DATA_DIR.`,
    );
  }
}

/** Writes the record whole or not at all. */
export function keepRecord(dataDir: string, record: ClusterRecord): void {
  const file = recordFile(dataDir);
  const next = `${file}.${process.pid}`;
  writeFileSync(next, `${JSON.stringify(record, null, 2)}\n`, { mode: 0o600 });
  const { uid, gid } = statSync(dataDir);
  if (process.getuid?.() === 0) chownSync(next, uid, gid); // its owner may start next time
  renameSync(next, file);
}

/** The recorded users that still run, without this process. */
export function otherUsers(record: ClusterRecord): string[] {
  return record.users.filter(
    (user) =>
      !user.startsWith(`${process.pid} `) && identifyProcess(Number.parseInt(user, 10)) === user,
  );
}
