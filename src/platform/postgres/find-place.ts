import 'server-only';
import { createHash } from 'node:crypto';
import {
  accessSync,
  chmodSync,
  chownSync,
  constants,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { canReach, chooseUser, type SystemUser } from './choose-user';
import { type ClusterRecord, recordFile } from './cluster-record';
import { stopPostmaster } from './stop-postmaster';

/** Where a cluster lives and who runs it. */
export interface Place {
  home: string;
  /** Exists only once initdb has succeeded. */
  data: string;
  logs: string;
  user: SystemUser | undefined;
}

/**
 * The place of the cluster of `dataDir`, an absolute path: `DATA_DIR/postgres`, or, where the
 * user that root must start Postgres as can't get there, a directory below `/var/lib`.
 */
export async function findPlace(
  dataDir: string,
  record: ClusterRecord | undefined,
): Promise<Place> {
  const inside = path.join(dataDir, 'postgres');
  if (record?.home && existsSync(record.home)) {
    claim(record.home, dataDir);
    return prepare(record.home);
  }
  const user = chooseUser(path.join(inside, 'data'));
  if (!user || canReach(user, dataDir) || openTo(user, dataDir)) return prepare(inside);
  if (existsSync(path.join(inside, 'data'))) {
    throw new Error(
      `Root starts Postgres as another user (${user.uid}), which can't get to ${inside}: a directory above it is closed. Open it (chmod o+x), or start as its owner.`,
    );
  }
  const outside = path.join('/var/lib', `servicedesk-${hashOf(dataDir)}`);
  mkdirSync(outside, { recursive: true });
  await setAside(path.join(outside, 'data'));
  writeFileSync(path.join(outside, 'belongs-to'), `${dataDir}\n`);
  return prepare(outside);
}

/** Lets the user's group pass through a data directory of root's own that is closed to all. */
function openTo(user: SystemUser, dataDir: string): boolean {
  const { uid, gid, mode } = statSync(dataDir);
  if (uid !== 0 || gid !== 0 || !canReach(user, path.dirname(dataDir))) return false;
  chownSync(dataDir, 0, user.gid);
  chmodSync(dataDir, (mode & 0o707) | 0o010);
  return canReach(user, dataDir);
}

function prepare(home: string): Place {
  const place = { home, data: path.join(home, 'data'), logs: path.join(home, 'log') };
  const user = chooseUser(place.data);
  try {
    for (const directory of [home, place.logs]) {
      mkdirSync(directory, { recursive: true, mode: 0o750 });
      if (user) chownSync(directory, user.uid, user.gid);
    }
    accessSync(home, constants.W_OK | constants.X_OK);
  } catch (cause) {
    const sentence = `${home} can't be written: it belongs to another user. Start as the user who started first (root, perhaps), or choose another DATA_DIR.`;
    throw new Error(sentence, { cause });
  }
  return { ...place, user };
}

/** A home outside the project follows it when it is moved, and is never shared with a copy. */
function claim(home: string, dataDir: string): void {
  const file = path.join(home, 'belongs-to');
  const owner = readFileSync(file, 'utf8').trim();
  if (owner === dataDir) return;
  if (existsSync(recordFile(owner))) {
    throw new Error(
      `${dataDir} is a copy of ${owner}, and its database in ${home} belongs to that one. Remove ${recordFile(dataDir)} to begin with an empty database.`,
    );
  }
  writeFileSync(file, `${dataDir}\n`);
}

/** DATA_DIR was emptied to begin anew; what it left here is kept, out of the way. */
async function setAside(data: string): Promise<void> {
  if (!existsSync(data)) return;
  await stopPostmaster(data);
  renameSync(data, `${data}.set-aside-${Date.now()}`);
}

const hashOf = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 12);
