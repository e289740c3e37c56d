import 'server-only';
import { readEnv } from '@/platform/env';
import { strictAddress } from '@/platform/mail-address';

/** The address in `MAIL_FROM` (`Name <address>` or the address alone). */
export function senderAddress(from: string = readEnv().MAIL_FROM): string {
  const between = /<([^<>]*)>\s*$/.exec(from)?.[1] ?? from;
  const address = strictAddress(between);
  if (!address) throw new Error(`MAIL_FROM holds no address that can be used (it is "${from}")`);
  return address;
}

/** Its domain: the right side of every Message-ID. */
export function senderHost(): string {
  return senderAddress().split('@')[1]!;
}
