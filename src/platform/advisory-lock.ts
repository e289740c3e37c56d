import 'server-only';
import { Client } from 'pg';
import { DatabaseAway, meansAway } from './errors';
import { shared } from './shared';

interface Locks {
  url: string | undefined;
  client: Promise<Client> | undefined;
  /** The connection does one thing at a time: this ends when it is free. */
  busy: Promise<unknown>;
  /** What this process holds: Postgres would give it the same lock twice. */
  held: Set<string>;
}

const locks = shared<Locks>('locks', () => ({
  url: undefined,
  client: undefined,
  busy: Promise.resolve(),
  held: new Set(),
}));

/** Says where the locks are; the one connection that holds them opens with the first. */
export function openLocks(url: string): void {
  locks.url = url;
}

export async function closeLocks(): Promise<void> {
  const { client } = locks;
  locks.client = undefined;
  locks.held.clear();
  await (await client?.catch(() => undefined))?.end().catch(() => {});
}

/**
 * Takes the lock of this name in the whole installation, or answers undefined at once where
 * somebody has it. Postgres frees it when this process dies; so it does when only the connection
 * breaks, which is why a lease with an end stands beside every lock. Throws `DatabaseAway`.
 */
export async function tryLock(name: string): Promise<(() => Promise<void>) | undefined> {
  if (locks.held.has(name)) return undefined;
  locks.held.add(name);
  try {
    const client = await connected();
    if (await send(client, 'pg_try_advisory_lock', name)) return () => unlock(client, name);
  } catch (error) {
    locks.held.delete(name);
    throw meansAway(error) ? new DatabaseAway(error) : error;
  }
  locks.held.delete(name);
  return undefined;
}

/** On the connection that took it: where that has broken, the lock is gone already. */
async function unlock(client: Client, name: string): Promise<void> {
  await send(client, 'pg_advisory_unlock', name).catch(() => {});
  locks.held.delete(name);
}

async function send(
  client: Client,
  verb: 'pg_try_advisory_lock' | 'pg_advisory_unlock',
  name: string,
): Promise<boolean> {
  const sent = locks.busy.then(() =>
    client.query<{ done: boolean }>(`SELECT ${verb}(hashtextextended($1, 0)) AS done`, [name]),
  );
  locks.busy = sent.catch(() => {});
  return (await sent).rows[0]?.done === true;
}

function connected(): Promise<Client> {
  locks.client ??= connect().catch((error) => {
    locks.client = undefined;
    throw error;
  });
  return locks.client;
}

async function connect(): Promise<Client> {
  if (!locks.url) throw new Error('the locks are not open');
  const client = new Client({
    connectionString: locks.url,
    application_name: 'servicedesk-locks',
    connectionTimeoutMillis: 5_000,
    query_timeout: 10_000,
  });
  client.on('error', () => {}); // the end of the connection follows
  client.on('end', () => {
    locks.client = undefined;
  });
  await client.connect();
  return client;
}
