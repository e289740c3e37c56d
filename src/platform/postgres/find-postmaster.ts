import 'server-only';
import { execFileSync } from 'node:child_process';
import { readFileSync, readlinkSync, realpathSync } from 'node:fs';
import path from 'node:path';
import { Client } from 'pg';
import { identifyProcess } from '../identify-process.mjs';

/** A live postmaster of a data directory, by its own `postmaster.pid`. */
export interface Postmaster {
  pid: number;
  port: number;
}

/**
 * The live postmaster of `data`. Undefined where the file is a dead one's, where its pid is
 * now another program's, or where it came along with a copy of somebody else's directory.
 */
export function findPostmaster(data: string): Postmaster | undefined {
  const lines = readPidFile(data);
  const pid = Number(lines[0]);
  if (identifyProcess(pid) === undefined || !worksIn(pid, data)) return undefined;
  return { pid, port: Number(lines[3] ?? 0) };
}

/** The lines of `postmaster.pid`: pid, directory, start, port, … (see pidfile.h). */
export function readPidFile(data: string): string[] {
  try {
    return readFileSync(path.join(data, 'postmaster.pid'), 'utf8').split('\n');
  } catch {
    return [];
  }
}

/** A postmaster's working directory is its data directory, and its command names it. */
function worksIn(pid: number, data: string): boolean {
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === realpathSync(data);
  } catch {
    return commandOf(pid).includes(`postgres -D ${data}`);
  }
}

function commandOf(pid: number): string {
  try {
    if (process.platform === 'linux') {
      return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
    }
    return execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' });
  } catch {
    return '';
  }
}

/** The superuser's URL; the password and the names hold nothing that a URL would escape. */
export function urlOf(port: number, password: string, database: string): string {
  return `postgres://postgres:${password}@127.0.0.1:${port}/${database}`;
}

export type Answer = 'ready' | 'starting' | 'stopping' | 'wrongPassword' | 'silent';

/** How the server at a port answers a log-in, within three seconds. */
export async function askPostmaster(port: number, password: string): Promise<Answer> {
  const client = new Client({
    connectionString: urlOf(port, password, 'postgres'),
    connectionTimeoutMillis: 3_000,
  });
  client.on('error', () => {}); // it went away while we were closing
  try {
    await client.connect();
    return 'ready';
  } catch (error) {
    const { code, message } = error as Error & { code?: string };
    if (code === '28P01') return 'wrongPassword';
    if (code !== '57P03') return 'silent';
    return /shutting down/.test(message) ? 'stopping' : 'starting';
  } finally {
    await client.end().catch(() => {});
  }
}
