import 'server-only';
import { and, eq, isNull, lte, or } from 'drizzle-orm';
import { inTransaction, type Tx } from '@/access/in-transaction';
import type { Scope, System } from '@/access/scope';
import { clock } from '@/platform/clock';
import { newId } from '@/platform/ids';
import { type MailboxRow, ownMailbox } from './mailbox-rows';
import { mailboxes } from './tables';

/** Leave to read one mailbox, alone in the whole installation. */
export interface MailboxLease {
  /** As it stands in the database. */
  row: MailboxRow;
  /**
   * Writes down how far it got, with what `also` does in the same transaction, and prolongs the
   * lease. Throws `MailboxLeaseLost` where somebody else reads it by now, or it was changed.
   */
  keep(change: Partial<MailboxRow>, also?: (tx: Tx) => Promise<unknown>): Promise<void>;
}

export class MailboxLeaseLost extends Error {}

/** After it whoever held it is taken for dead; one who lives prolongs it three times as often. */
const lease = 60_000;

/**
 * Runs `work` with the mailbox where its time has come and nobody else reads it; else does
 * nothing. While it runs the lease is prolonged, however long a mail takes; `work` gives it back
 * with its last `keep`. Frees the mailbox of a process that was killed.
 */
export async function withMailbox(
  scope: Scope<System>,
  mailboxId: string,
  work: (lease: MailboxLease) => Promise<void>,
): Promise<void> {
  const token = newId();
  const row = await take(scope, mailboxId, token);
  if (!row) return;
  const write = (change: Partial<MailboxRow>, also?: (tx: Tx) => Promise<unknown>) =>
    inTransaction(scope, async (tx) => {
      const [kept] = await tx
        .update(mailboxes)
        .set({ leaseUntil: leaseEnd(), ...change })
        .where(and(ownMailbox(scope, mailboxId), eq(mailboxes.leaseToken, token)))
        .returning();
      if (!kept) throw new MailboxLeaseLost();
      await also?.(tx);
      return kept;
    });
  const held: MailboxLease = {
    row,
    async keep(change, also) {
      held.row = await write(change, also);
    },
  };
  // Whether it is lost `work` learns with its next step.
  const beat = setInterval(() => void write({}).catch(() => {}), lease / 3);
  try {
    await work(held);
  } catch (error) {
    if (!(error instanceof MailboxLeaseLost)) throw error;
  } finally {
    clearInterval(beat);
  }
}

async function take(scope: Scope<System>, mailboxId: string, token: string) {
  const now = clock.now();
  const [row] = await inTransaction(scope, (tx) =>
    tx
      .update(mailboxes)
      .set({ leaseToken: token, leaseUntil: leaseEnd() })
      .where(
        and(
          ownMailbox(scope, mailboxId),
          eq(mailboxes.active, true),
          lte(mailboxes.nextTryAt, now),
          or(isNull(mailboxes.leaseUntil), lte(mailboxes.leaseUntil, now)),
        ),
      )
      .returning(),
  );
  return row;
}

const leaseEnd = () => new Date(clock.now().getTime() + lease);
