import 'server-only';
import type { Scope } from '@/access/scope';
import { readEnv } from '@/platform/env';
import { senderAddressIn, strictAddress } from '@/platform/mail-address';
import { setting } from '@/settings/tenant-settings';

/** The address in `MAIL_FROM` (`Name <address>` or the address alone). */
export function senderAddress(from: string = readEnv().MAIL_FROM): string {
  const address = senderAddressIn(from);
  if (!address) throw new Error(`MAIL_FROM holds no address that can be used (it is "${from}")`);
  return address;
}

/** Its domain: the right side of every Message-ID. */
export function senderHost(): string {
  return senderAddress().split('@')[1]!;
}

type Teller = Pick<Scope, 'tenant' | 'settings'>;

/** What stands beside our address as the sender: the tenant's own choice, else its name. */
export function senderName(scope: Teller): string {
  return setting(scope, 'mailSender').name || scope.tenant.name;
}

/** Whom an answer to a mail reaches: the address chosen for that, else the support contact's. */
export function replyAddress(scope: Teller): string | undefined {
  const chosen = setting(scope, 'mailSender').replyTo;
  return strictAddress(chosen || setting(scope, 'branding').supportContact);
}

/** The addresses that mails of this tenant come from: ours, and its own where it has chosen one. */
export function senderAddresses(scope: Teller): string[] {
  return [senderAddress(), strictAddress(setting(scope, 'mailSender').from) ?? []].flat();
}

/** The addresses at which the tenant's customers write to it. */
export function deskAddresses(scope: Teller): string[] {
  const { from, replyTo } = setting(scope, 'mailSender');
  const given = [from, replyTo, setting(scope, 'branding').supportContact];
  return given.flatMap((text) => strictAddress(text) ?? []);
}
