import 'server-only';
import { execFileSync, spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync, statSync } from 'node:fs';

/** A user that Postgres runs as while we are root: it refuses root. */
export interface SystemUser {
  uid: number;
  gid: number;
}

/** Undefined where we are an ordinary user: Postgres then runs as we do. */
export function chooseUser(data: string): SystemUser | undefined {
  if (process.getuid?.() !== 0) return undefined;
  if (existsSync(data)) {
    const { uid, gid } = statSync(data);
    if (uid !== 0) return { uid, gid }; // Postgres accepts none but the owner
  }
  const user = findUser('postgres') ?? findUser('_postgres') ?? findUser('nobody'); // _: macOS
  if (user) return user;
  throw new Error(
    'Postgres does not run as root, and this machine has neither a user postgres nor nobody. Start as an ordinary user, or set DATABASE_URL.',
  );
}

function findUser(name: string): SystemUser | undefined {
  const idOf = (option: string) =>
    Number(
      execFileSync('id', [option, name], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }),
    );
  try {
    return { uid: idOf('-u'), gid: idOf('-g') };
  } catch {
    return undefined;
  }
}

/** Whether the user gets to a file or directory and may run or enter it: tried, not computed. */
export function canReach(user: SystemUser | undefined, file: string): boolean {
  if (user)
    return (
      spawnSync('/bin/sh', ['-c', 'test -x "$1"', 'sh', file], { cwd: '/', ...user }).status === 0
    );
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
