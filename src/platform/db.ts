import 'server-only';
import type { Socket } from 'node:net';
import { drizzle, type NodePgDatabase } from 'drizzle-orm/node-postgres';
import { Pool, type PoolClient } from 'pg';
import { DatabaseAway, meansAway } from './errors';
import { currentRequest } from './request-context';
import { shared } from './shared';
import { withoutValues } from './without-values';

/**
 * The one file that owns the pool. Everybody else gets a transaction from
 * `access/in-transaction.ts`; `tests/laws` refuses any other import of this file.
 */
export type Tx = NodePgDatabase;

interface Database {
  pool: Pool | undefined;
  /**
   * How often this process waited for Postgres: sent something on an idle connection. The
   * COMMIT of a read transaction, which nobody waits for, is not counted.
   */
  roundTrips: number;
  transactions: number;
  away: boolean;
}

const database = shared<Database>('database', () => ({
  pool: undefined,
  roundTrips: 0,
  transactions: 0,
  away: false,
}));

/** Opens the process's pool. `url` is of the runtime role; `max` connections, ten by default. */
export function openDatabase(url: string, max = 10): void {
  if (database.pool) throw new Error('the database is open already');
  const pool = new Pool({
    connectionString: url,
    max,
    pipeline: true,
    idleTimeoutMillis: 60_000,
    connectionTimeoutMillis: 5_000,
    query_timeout: 10_000, // a frozen Postgres says nothing at all: then it is away
    application_name: 'servicedesk',
  } as ConstructorParameters<typeof Pool>[0]);
  pool.on('error', () => {}); // an idle connection broke: the next borrower gets a new one
  database.pool = pool;
}

export async function closeDatabase(): Promise<void> {
  const pool = database.pool;
  database.pool = undefined;
  await pool?.end();
}

/** Figures for /metrics and for the tests that count round trips. */
export function databaseFigures() {
  const { roundTrips, transactions, away, pool } = database;
  return {
    roundTrips,
    transactions,
    away,
    connections: pool?.totalCount ?? 0,
    idle: pool?.idleCount ?? 0,
    waiting: pool?.waitingCount ?? 0,
  };
}

/**
 * Runs `work` between `opening` (BEGIN and what must hold inside) and COMMIT on one
 * connection. The opening is sent together with the first query: one round trip.
 * With `reading` the COMMIT is sent but not waited for. Any error rolls back.
 */
export async function transaction<T>(
  opening: string,
  work: (tx: Tx) => Promise<T>,
  { reading = false } = {},
): Promise<T> {
  const client = await borrow();
  database.transactions++;
  let broken: Error | undefined;
  together(client);
  const begun = client.query(opening);
  begun.catch(() => {}); // it fails the first query too, which reports it
  try {
    const result = await work(drizzle({ client }));
    await begun;
    if (reading) endReading(client);
    else {
      await client.query('COMMIT');
      client.release();
    }
    return result;
  } catch (error) {
    broken = await rollBack(client);
    client.release(broken);
    throw asAway(withoutValues(error));
  }
}

/**
 * Nobody waits for the COMMIT of a read. The connection is free at once: queries keep their
 * order on it, so the next transaction's first one may travel in the same packet.
 */
function endReading(client: PoolClient): void {
  together(client);
  uncounted
    .get(client)?.('COMMIT')
    .catch(() => {}); // a broken connection tells its next user
  client.release();
}

/** Holds back what is sent in this turn of the event loop, so that it leaves as one packet. */
function together(client: PoolClient): void {
  const { stream } = (client as unknown as { connection: { stream: Socket } }).connection;
  stream.cork();
  setImmediate(() => stream.uncork());
}

async function rollBack(client: PoolClient): Promise<Error | undefined> {
  try {
    await client.query('ROLLBACK');
    return undefined;
  } catch (error) {
    return error as Error;
  }
}

async function borrow(): Promise<PoolClient> {
  if (!database.pool) throw new Error('the database is not open');
  try {
    const client = await database.pool.connect();
    database.away = false;
    return counted(client);
  } catch (error) {
    throw asAway(error);
  }
}

function asAway(error: unknown): unknown {
  if (!meansAway(error)) return error;
  database.away = true;
  const request = currentRequest();
  if (request) request.unavailable = true;
  return error instanceof DatabaseAway ? error : new DatabaseAway(error);
}

type Send = (...args: unknown[]) => Promise<unknown>;

/** How a connection sends by itself: what goes out here is nobody's wait. */
const uncounted = shared('connections', () => new WeakMap<PoolClient, Send>());

/** Counts a round trip whenever something is sent while nothing is under way. */
function counted(client: PoolClient): PoolClient {
  if (uncounted.has(client)) return client;
  client.on('error', () => {}); // broke while borrowed: the query under way reports it
  const send = client.query.bind(client) as Send;
  uncounted.set(client, send);
  let underWay = 0;
  const query = (...args: unknown[]) => {
    if (underWay++ === 0) database.roundTrips++;
    const answer = send(...args);
    const done = () => {
      underWay--;
    };
    answer.then(done, done);
    return answer;
  };
  client.query = query as typeof client.query;
  return client;
}
