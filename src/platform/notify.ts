import 'server-only';
import { sql } from 'drizzle-orm';
import { Client } from 'pg';
import type { Tx } from './db';
import { log } from './log';
import { shared } from './shared';

type Listener = (payload: unknown) => void;

interface Ear {
  url: string | undefined;
  client: Client | undefined;
  listeners: Map<string, Set<Listener>>;
  reconnected: Set<() => void>;
  closing: boolean;
}

const ear = shared<Ear>('ear', () => ({
  url: undefined,
  client: undefined,
  listeners: new Map(),
  reconnected: new Set(),
  closing: false,
}));

/** Sends `payload` (JSON, under 8,000 bytes) to every process once `tx` commits. */
export async function notify(tx: Tx, channel: Channel, payload: unknown): Promise<void> {
  await tx.execute(sql`select pg_notify(${channel}, ${JSON.stringify(payload)})`);
}

/** The channels there are. Payloads name things, they never carry content. */
const channels = [
  'servicedesk_events',
  'servicedesk_readers',
  'servicedesk_presence',
  'servicedesk_domains',
  'servicedesk_certificates',
] as const;
export type Channel = (typeof channels)[number];

/** Opens the one listening connection of this process; it comes back by itself after a break. */
export async function openEar(url: string): Promise<void> {
  ear.url = url;
  ear.closing = false;
  await connect();
}

export async function closeEar(): Promise<void> {
  ear.closing = true;
  await ear.client?.end().catch(() => {});
  ear.client = undefined;
}

/** Calls `listener` for every payload on `channel`; returns the way to stop. */
export function listen(channel: Channel, listener: Listener): () => void {
  const set = ear.listeners.get(channel) ?? new Set();
  ear.listeners.set(channel, set.add(listener));
  return () => set.delete(listener);
}

/** Calls `listener` after the connection was away: what was sent meanwhile is lost. */
export function onReconnect(listener: () => void): () => void {
  ear.reconnected.add(listener);
  return () => ear.reconnected.delete(listener);
}

async function connect(): Promise<void> {
  const client = new Client({
    connectionString: ear.url,
    application_name: 'servicedesk-ear',
    connectionTimeoutMillis: 5_000,
  });
  client.on('error', () => {});
  client.on('notification', ({ channel, payload }) => {
    for (const listener of ear.listeners.get(channel) ?? []) {
      listener(JSON.parse(payload ?? 'null'));
    }
  });
  await client.connect();
  for (const channel of channels) await client.query(`LISTEN ${channel}`);
  ear.client = client;
  // Only a connection that once stood comes back by itself: a failed try has its own next one.
  client.on('end', () => {
    if (!ear.closing) setTimeout(retry, 500);
  });
}

async function retry(): Promise<void> {
  if (ear.closing) return;
  try {
    await connect();
    for (const listener of ear.reconnected) listener();
  } catch (error) {
    log.debug('ear.retry', { error });
    setTimeout(retry, 1_000);
  }
}
