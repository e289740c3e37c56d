import 'server-only';
import { z } from 'zod';
import type { Scope, System } from '@/access/scope';
import { clock, hours, minutes } from '@/platform/clock';
import { enqueue } from '@/platform/enqueue';
import { meansAway } from '@/platform/errors';
import { log } from '@/platform/log';
import type { Reach } from '@/platform/reach';
import { type MailboxLease, MailboxLeaseLost, withMailbox } from './mailbox-lease';
import { orderFetch } from './mailbox-rows';
import { MailboxTrouble } from './mailbox-trouble';
import type { MailboxFinding } from './mailbox-words';
import { openMailbox } from './open-mailbox';
import { takeMails } from './take-mails';

export const FetchMailbox = z.object({ mailboxId: z.uuid() });

/** Less than the minute after which it is ordered again, so that no minute is left out. */
const rest = 30_000;
const longestRest = hours(1);
/** So long a mailbox fails before its admins get a mail. */
const patience = hours(1);

/**
 * Takes in what is new in a mailbox, each mail once, however many processes try. Where something is
 * in the way the reason is kept, and the next try waits one minute, two, four … up to an hour; a
 * wrong password ten times as long from the start, since servers lock people out. Admins are told
 * once when that has gone on for an hour. Repeating the job is harmless.
 */
export async function fetchMailbox(
  scope: Scope<System>,
  { mailboxId }: z.infer<typeof FetchMailbox>,
  reach?: Reach,
): Promise<void> {
  await withMailbox(scope, mailboxId, async (held) => {
    try {
      await look(scope, held, reach);
    } catch (error) {
      if (error instanceof MailboxLeaseLost) throw error;
      if (error instanceof MailboxTrouble) return failed(scope, held, error.found);
      if (meansAway(error)) throw error;
      log.error('mailbox.failed', { mailboxId, error });
      await failed(scope, held, { finding: 'ours', about: '' });
    }
  });
}

async function look(scope: Scope<System>, held: MailboxLease, reach?: Reach): Promise<void> {
  const client = await openMailbox(held.row, reach);
  try {
    const isEmptied = await takeMails(scope, client, held);
    const now = clock.now();
    await held.keep(
      {
        ...{ leaseToken: null, leaseUntil: null, failures: 0, failingSince: null, toldAt: null },
        ...{ finding: 'ok', findingAbout: '' },
        ...(isEmptied && { emptiedAt: now }),
        nextTryAt: isEmptied ? new Date(now.getTime() + rest) : now,
      },
      isEmptied ? undefined : (tx) => orderFetch(tx, scope.tenant.id, held.row.id),
    );
  } finally {
    client.close();
  }
}

async function failed(
  scope: Scope<System>,
  held: MailboxLease,
  { finding, about }: MailboxFinding,
): Promise<void> {
  const now = clock.now();
  const { id: mailboxId, toldAt, failingSince } = held.row;
  const failures = held.row.failures + 1;
  const first = minutes(finding === 'badPassword' ? 10 : 1);
  // Up to a quarter less: what failed together doesn't come back together.
  const delay = Math.min(first * 2 ** (failures - 1), longestRest) * (1 - Math.random() / 4);
  const since = failingSince ?? now;
  const isToTell = !toldAt && now.getTime() - since.getTime() >= patience;
  log.warn('mailbox.notRead', { mailboxId, finding, failures });
  await held.keep(
    {
      ...{ leaseToken: null, leaseUntil: null, failures, failingSince: since },
      ...{ finding, findingAbout: about.slice(0, 500) },
      nextTryAt: new Date(now.getTime() + delay),
    },
    isToTell
      ? (tx) => enqueue(tx, 'warnOfMailbox', { tenantId: scope.tenant.id, mailboxId })
      : undefined,
  );
}
