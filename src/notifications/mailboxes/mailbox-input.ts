import 'server-only';
import { isIP } from 'node:net';
import { z } from 'zod';
import { isLiveInstallation, readEnv } from '@/platform/env';
import { Refusal } from '@/platform/errors';
import { publicAddressesOf, type Reach } from '@/platform/reach';
import { afterwards, type Security, securities } from './mailbox-words';

const hostName = /^(?=.{1,253}$)[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/;
/** Without control characters, with which a server could be told something else. */
const plainLine = /^[^\p{Cc}\u2028\u2029]*$/u;
const line = (max: number) => z.string().trim().max(max).regex(plainLine);

/** A mailbox as people and programs name it; the password apart. */
export const MailboxInput = z.object({
  host: z
    .string()
    .trim()
    .toLowerCase()
    .refine((host) => isIP(host) !== 0 || hostName.test(host)),
  port: z.coerce.number().int().min(1).max(65_535),
  security: z.enum(securities),
  username: line(320).min(1),
  folder: line(200).min(1).default('INBOX'),
  afterwards: z.enum(afterwards).default('markRead'),
  /** The folder for `move`. */
  moveTo: line(200).default(''),
});

type Input = z.output<typeof MailboxInput>;

/** Seals what we show a server to prove who we are. */
export const mailboxPassword = 'mailbox-password';

/** What is private may be read where the operator said so: a mail server of their own. */
export const ofOperator = (): Reach => ({ allowed: new Set(readEnv().IMAP_PRIVATE_ADDRESSES) });

/**
 * Refuses (422) a host that is a private address or leads to one, a connection that everybody on
 * the way can read, and a move to nowhere or to where the mails come from. A host that isn't found
 * now may be found later.
 */
export async function refuseUnlessFit(
  { host, security, folder, afterwards: after, moveTo }: Omit<Input, 'port' | 'username'>,
  reach: Reach = ofOperator(),
): Promise<void> {
  if (after === 'move' && moveTo === '') throw refused('moveTo', 'mailboxes.moveToMissing');
  if (after === 'move' && moveTo.toLowerCase() === folder.toLowerCase()) {
    throw refused('moveTo', 'mailboxes.moveToSame');
  }
  const addresses = await publicAddressesOf(host, reach);
  if (!addresses) throw refused('host', 'mailboxes.privateAddress');
  if (!mayBe(security, addresses)) throw refused('security', 'mailboxes.plain');
}

/** Whether a password may travel so: in the open only within this machine, and never when live. */
export function mayBe(security: Security, addresses: readonly string[]): boolean {
  if (security !== 'none') return true;
  return !isLiveInstallation() && addresses.every((one) => /^(127\.|::1$)/.test(one));
}

const refused = (field: keyof Input, key: string) =>
  new Refusal(key, { status: 422, fields: { [field]: key } });
