import 'server-only';
import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import { inReadTransaction, inTransaction } from '@/access/in-transaction';
import type { Scope, System } from '@/access/scope';
import { record } from '@/audit/record';
import { orNotFound } from '@/platform/errors';
import type { Topic } from './mail-topics';
import { readStopToken, type Stop } from './stop-token';
import { mailStops } from './tables';

export const StopMails = z.object({ token: z.string().min(1).max(300) });

/** Whoever has opened the link of a mail of theirs. */
type Reader = Pick<Scope, 'tenant' | 'language' | 'settings' | 'address'>;

export interface StopView {
  /** `thread`: of one ticket in which they are in copy. */
  topic: Topic | 'thread';
  isStopped: boolean;
}

/** What a link would stop, for its page; opening it changes nothing. Unsigned: not found. */
export async function readStop(reader: Reader, token: string): Promise<StopView> {
  const stop = orNotFound(readStopToken(reader.tenant, token));
  const found = await inReadTransaction(reader, (tx) =>
    tx.select({ topic: mailStops.topic }).from(mailStops).where(ownStop(reader, stop)),
  );
  const topic = stop.topic.startsWith('ticket-') ? 'thread' : (stop.topic as Topic);
  return { topic, isStopped: found.length > 0 };
}

/** No more mails of that topic reach this reader. Doing it twice is harmless. */
export async function stopMails(reader: Reader, input: z.input<typeof StopMails>): Promise<void> {
  const stop = orNotFound(readStopToken(reader.tenant, StopMails.parse(input).token));
  await inTransaction(reader, async (tx) => {
    const [row] = await tx
      .insert(mailStops)
      .values({ tenantId: reader.tenant.id, ...stop })
      .onConflictDoNothing()
      .returning({ topic: mailStops.topic });
    if (row) await record(tx, byLink(reader), 'mail.stopped', stop.readerId, { after: row });
  });
}

/** They reach them again. */
export async function resumeMails(reader: Reader, input: z.input<typeof StopMails>): Promise<void> {
  const stop = orNotFound(readStopToken(reader.tenant, StopMails.parse(input).token));
  await inTransaction(reader, async (tx) => {
    const [row] = await tx
      .delete(mailStops)
      .where(ownStop(reader, stop))
      .returning({ topic: mailStops.topic });
    if (row) await record(tx, byLink(reader), 'mail.resumed', stop.readerId, { after: row });
  });
}

const ownStop = ({ tenant }: Reader, { readerId, topic }: Stop) =>
  and(
    eq(mailStops.tenantId, tenant.id),
    eq(mailStops.readerId, readerId),
    eq(mailStops.topic, topic),
  );

/** Nobody has signed in: a link acts. */
function byLink(reader: Reader): Scope<System> {
  return { ...reader, actor: { kind: 'system', job: 'stopMails' } };
}
