import 'server-only';
import { z } from 'zod';
import { inOneTransaction } from '@/access/in-transaction';
import type { Scope, System } from '@/access/scope';
import type { Authentication, HandedMail } from '@/notifications/inbound/inbound-mail';
import { rawFile } from '@/notifications/inbound/raw-store';
import { readApart } from '@/notifications/inbound/read-apart';
import { recogniseAutomatic } from '@/notifications/inbound/recognise-automatic';
import { deskAddresses, senderAddresses, senderHost } from '@/notifications/mail-sender';
import { contactForSender, findSender, type Sender } from '@/people/find-sender';
import { log } from '@/platform/log';
import { bodyOfMail } from './body-of-mail';
import { carryOut } from './carry-out';
import { companyOfStranger, decideMail, mayTurnOut } from './decide-mail';
import { findMailTicket } from './find-mail-ticket';
import { storeMailFiles } from './mail-files';
import { keptOfAccepted, repeatsItself, sentTooMany, turnOfSender } from './mail-limits';
import { settleAutomatic } from './settle-automatic';
import { type InboundRow, lockMail, settleMail, settleWaiting } from './settle-mail';
import { beginTry, giveTryBack, isOurTrouble } from './tries-of-mail';

export const ReceiveMail = z.object({ mailId: z.uuid() });

/** Tries that wait for DNS to say who the sender is: by `resumeInbound` a quarter of an hour. */
const patientAttempts = 4;

/**
 * Reads a mail that came in and makes of it a reply, a ticket, a note or a matter for triage; what
 * a machine sent is ignored, what can't be read is put aside. Where the sender is uncertain because
 * DNS did not answer it waits for the next tries; then it counts as uncertain. A try that ends at a
 * full or missing disk or without the database doesn't count. Repeating the job is harmless: a
 * mail that is settled stays as it is.
 */
export async function receiveMail(
  scope: Scope<System>,
  { mailId }: z.infer<typeof ReceiveMail>,
): Promise<void> {
  const row = await beginTry(scope, mailId);
  if (!row) return;
  try {
    await readAndSettle(scope, row);
  } catch (error) {
    if (isOurTrouble(error)) await giveTryBack(scope, mailId);
    throw error;
  }
}

async function readAndSettle(scope: Scope<System>, row: InboundRow): Promise<void> {
  const { id: mailId } = row;
  const reading = await readApart(rawFile(row.storageKey), envelopeOf(row));
  if ('error' in reading) {
    log.warn('inboundMail.unreadable', { mailId, error: reading.error });
    return settleWaiting(scope, mailId, {
      state: 'failed',
      reason: 'unreadable',
      lastError: reading.error,
    });
  }
  await settleRead(scope, row, reading);
}

async function settleRead(
  scope: Scope<System>,
  row: InboundRow,
  { mail, authentication }: { mail: HandedMail; authentication: Authentication },
): Promise<void> {
  const body = await bodyOfMail(scope, mail);
  const seen = factsOf(mail, body, authentication);
  const own = {
    host: senderHost(),
    addresses: senderAddresses(scope),
    desks: deskAddresses(scope),
  };
  const envelope = { from: row.envelopeFrom, source: row.source };
  const automatic = recogniseAutomatic(mail, envelope, own);
  if (automatic) return settleAutomatic(scope, row, mail, { automatic, seen });
  const sender = await senderOf(scope, mail, authentication);
  const files = await storeMailFiles(scope, row.id, mail.files);
  await inOneTransaction(scope, async (tx) => {
    await turnOfSender(tx, scope, seen);
    if (!(await lockMail(tx, scope, row.id, ['waiting']))) return;
    const ticket = await findMailTicket(tx, scope, mail, { to: row.envelopeTo });
    const held = { ...seen, answersTicketId: ticket?.id ?? null };
    const ticketId = ticket?.id ?? null;
    if (await repeatsItself(tx, scope, seen, { files: mail.files, ticketId })) {
      return settleMail(tx, scope, row.id, { ...held, state: 'ignored', reason: 'repeated' });
    }
    const { fromAddress } = seen;
    const decision = (await sentTooMany(tx, scope, { fromAddress, ticketId: ticket?.id ?? null }))
      ? { do: 'triage' as const, reason: 'tooMany' as const }
      : await decideMail(tx, scope, { sender, ticket, authentication });
    if (row.attempts < patientAttempts && mayTurnOut(decision, authentication)) return;
    if (decision.do === 'triage') {
      const { reason } = decision;
      return settleMail(tx, scope, row.id, { ...held, state: 'triage', reason });
    }
    const { became } = await carryOut(tx, scope, decision, { mailId: row.id, mail, body, files });
    await settleMail(tx, scope, row.id, {
      ...seen,
      excerpt: seen.excerpt.slice(0, keptOfAccepted),
      ...became,
      state: 'accepted',
      reason: decision.do,
    });
  });
}

/** The sender, who becomes a contact where their company is certain and they are who they say. */
async function senderOf(
  scope: Scope<System>,
  mail: HandedMail,
  authentication: Authentication,
): Promise<Sender> {
  const sender = await findSender(scope, mail.from?.address ?? '');
  const companyId = companyOfStranger(sender, authentication);
  if (sender.who !== 'stranger' || !companyId) return sender;
  const { address } = sender;
  const id = await contactForSender(scope, { address, name: mail.from?.name ?? '', companyId });
  return { who: 'contact', id };
}

/** What the queue shows of a mail. */
export function factsOf(mail: HandedMail, body: string, authentication: Authentication) {
  return {
    messageId: mail.messageId,
    fromAddress: mail.from?.address ?? '',
    fromName: mail.from?.name ?? '',
    subject: mail.subject.slice(0, 500),
    excerpt: body,
    hasFormatting: mail.hasFormatting,
    authentication,
  };
}

export function envelopeOf({ envelopeFrom, remoteAddress, helloName }: InboundRow) {
  return {
    from: envelopeFrom,
    ...(remoteAddress ? { remoteAddress } : {}),
    ...(helloName ? { helloName } : {}),
  };
}
