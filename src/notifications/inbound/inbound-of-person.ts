import 'server-only';
import { and, desc, eq, inArray, or, type SQL, sql } from 'drizzle-orm';
import type { Tx } from '@/access/in-transaction';
import type { Scope } from '@/access/scope';
import { leftMails } from '@/notifications/mailboxes/tables';
import { inboundMails } from './tables';

/** A mail that came from a person, or stayed in a mailbox. */
export interface InboundOfPerson {
  from: string;
  subject: string;
  /** The first lines of what was taken in. */
  excerpt: string;
  /** `left`: it was not taken in. */
  state: (typeof inboundMails.$inferSelect)['state'] | 'left';
  size: number;
  createdAt: Date;
}

/** Whose mail it is: by its author or, where it was not read yet, by who handed it over. */
export function cameFrom(addresses: readonly string[]): SQL | undefined {
  const own = [...addresses];
  return or(
    inArray(inboundMails.fromAddress, own),
    inArray(sql`lower(${inboundMails.envelopeFrom})`, own),
  );
}

/** What came in from these addresses and is still kept, newest first: for the export of a person's data. */
export async function inboundOfPerson(
  tx: Tx,
  { tenant }: Pick<Scope, 'tenant'>,
  addresses: readonly string[],
): Promise<InboundOfPerson[]> {
  if (addresses.length === 0) return [];
  const taken = await tx
    .select()
    .from(inboundMails)
    .where(and(eq(inboundMails.tenantId, tenant.id), cameFrom(addresses)))
    .orderBy(desc(inboundMails.receivedAt), desc(inboundMails.id));
  const left = await tx
    .select()
    .from(leftMails)
    .where(and(eq(leftMails.tenantId, tenant.id), inArray(leftMails.fromAddress, [...addresses])))
    .orderBy(desc(leftMails.createdAt), desc(leftMails.id));
  return [
    ...taken.map(({ fromAddress, envelopeFrom, subject, excerpt, state, size, receivedAt }) => ({
      ...{
        from: fromAddress ?? envelopeFrom,
        subject,
        excerpt,
        state,
        size,
        createdAt: receivedAt,
      },
    })),
    ...left.map(({ fromAddress, subject, size, createdAt }) => ({
      ...{ from: fromAddress, subject, excerpt: '', state: 'left' as const, size, createdAt },
    })),
  ].sort((a, b) => b.createdAt.getTime() - a.createdAt.getTime());
}
