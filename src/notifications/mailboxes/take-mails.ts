import 'server-only';
import type { FetchMessageObject, ImapFlow } from 'imapflow';
import type { Scope, System } from '@/access/scope';
import { mostMailBytes, takeIn } from '@/notifications/inbound/take-in';
import { clock, days } from '@/platform/clock';
import { Refusal } from '@/platform/errors';
import { newId } from '@/platform/ids';
import type { MailboxLease } from './mailbox-lease';
import { asking, askingEach, MailboxTrouble } from './mailbox-trouble';
import { leftMails } from './tables';

/** So many mails a look, and so long: then others have their turn. */
const most = 100;
const longest = 15_000;

/** How far back we look where a server has numbered its mails anew: longer than it stood still. */
const overlap = days(7);

/** So many looks end at a mail that the server does not hand out; then it is left. */
const mostRefusals = 5;

/**
 * Takes in what is new in an open folder, the oldest first, and answers whether nothing is left.
 * Each mail lies on disk before it is marked or moved at its server, and that is done before it is
 * counted as taken: whoever comes after a crash gets it again and knows it by its fingerprint. What
 * is too large is noted and left.
 */
export async function takeMails(
  scope: Scope<System>,
  client: ImapFlow,
  held: MailboxLease,
): Promise<boolean> {
  const began = clock.now().getTime();
  const validity = await numberAnew(client, held);
  const uids = await newUids(client, held);
  const some = uids.slice(0, most);
  if (some.length === 0) return true;
  for (const mail of await factsOf(client, some)) {
    const { since } = held.row;
    const isOlder = mail.internalDate && new Date(mail.internalDate) < since;
    if (!isOlder) await takeOne(scope, client, held, mail, validity);
    await held.keep({ lastUid: mail.uid });
    if (clock.now().getTime() - began > longest) return false;
  }
  await held.keep({ lastUid: some.at(-1)! }); // those that were gone meanwhile too
  return uids.length === some.length;
}

/** RFC 9051, 2.3.1.1: where the folder has another UIDVALIDITY, its numbers mean other mails. */
async function numberAnew(client: ImapFlow, held: MailboxLease): Promise<bigint> {
  const validity = client.mailbox ? client.mailbox.uidValidity : 0n;
  if (held.row.uidValidity !== validity) {
    const from = Math.max(held.row.since.getTime(), (held.row.emptiedAt?.getTime() ?? 0) - overlap);
    // A day earlier: SINCE knows days only, of whatever time zone.
    const since = new Date(from - days(1));
    const found = (await search(client, { since })).sort((a, b) => a - b);
    const lastUid = found.length > 0 ? found[0]! - 1 : lastOf(client);
    await held.keep({ uidValidity: validity, lastUid });
  }
  return validity;
}

const lastOf = ({ mailbox }: ImapFlow) => (mailbox ? Math.max(mailbox.uidNext - 1, 0) : 0);

/** `n:*` names the newest mail even where all are older. */
async function newUids(client: ImapFlow, { row }: MailboxLease): Promise<number[]> {
  const found = await search(client, { uid: `${row.lastUid + 1}:*`, deleted: false });
  return found.filter((uid) => uid > row.lastUid).sort((a, b) => a - b);
}

async function search(client: ImapFlow, query: Parameters<ImapFlow['search']>[0]) {
  const found = await asking(() => client.search(query, { uid: true }));
  if (!found) throw new MailboxTrouble({ finding: 'refusedByServer', about: 'SEARCH' });
  return found;
}

async function factsOf(client: ImapFlow, uids: readonly number[]): Promise<FetchMessageObject[]> {
  const wanted = { uid: true, size: true, internalDate: true, envelope: true };
  const found = await asking(() => client.fetchAll(uids.join(','), wanted, { uid: true }));
  return found.filter(({ uid }) => uids.includes(uid)).sort((a, b) => a.uid - b.uid);
}

async function takeOne(
  scope: Scope<System>,
  client: ImapFlow,
  held: MailboxLease,
  mail: FetchMessageObject,
  validity: bigint,
): Promise<void> {
  const leave = (reason: 'tooLarge' | 'unreadable') =>
    noteLeft(scope, held, mail, validity, reason);
  if ((mail.size ?? 0) > mostMailBytes) return leave('tooLarge');
  try {
    if (!(await fetchRaw(scope, client, held, mail.uid))) return; // gone meanwhile
  } catch (error) {
    if (error instanceof Refusal && error.status === 413) return leave('tooLarge');
    const isRefused = error instanceof MailboxTrouble && error.found.finding === 'refusedByServer';
    if (isRefused && held.row.failures >= mostRefusals) return leave('unreadable');
    throw error;
  }
  await settleAtServer(client, held, mail.uid);
}

/** Undefined where there is no such mail any more. */
async function fetchRaw(scope: Scope<System>, client: ImapFlow, held: MailboxLease, uid: number) {
  const options = { uid: true, chunkSize: 1024 * 1024 };
  const { content } = await asking(() => client.download(String(uid), undefined, options));
  if (!content) return undefined;
  try {
    // Who handed it to that server, only it knows; recipients stand in the mail.
    const envelope = { source: 'imap', from: '', to: [held.row.username] } as const;
    return await takeIn(scope, askingEach<Uint8Array>(content), envelope);
  } finally {
    content.destroy();
  }
}

async function settleAtServer(client: ImapFlow, { row }: MailboxLease, uid: number) {
  const range = String(uid);
  const done = await asking<unknown>(() =>
    row.afterwards === 'move'
      ? client.messageMove(range, row.moveTo, { uid: true })
      : client.messageFlagsAdd(range, ['\\Seen'], { uid: true }),
  );
  const about = row.afterwards === 'move' ? row.moveTo : row.folder;
  if (!done) throw new MailboxTrouble({ finding: 'refusedByServer', about });
}

async function noteLeft(
  scope: Scope<System>,
  held: MailboxLease,
  { uid, size, envelope }: FetchMessageObject,
  uidValidity: bigint,
  reason: 'tooLarge' | 'unreadable',
): Promise<void> {
  const left = {
    ...{ tenantId: scope.tenant.id, id: newId(), mailboxId: held.row.id, uidValidity, uid, reason },
    size: size ?? 0,
    fromAddress: (envelope?.from?.[0]?.address ?? '').toLowerCase().slice(0, 320),
    subject: (envelope?.subject ?? '').slice(0, 500),
    createdAt: clock.now(),
  };
  await held.keep({}, (tx) => tx.insert(leftMails).values(left).onConflictDoNothing());
}
