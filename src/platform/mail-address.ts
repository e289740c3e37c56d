import { domainToASCII } from 'node:url';

const local = /^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/;
const host =
  /^(?=.{1,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+([a-z]{2,63}|xn--[a-z0-9-]{2,59})$/;

/**
 * One address and nothing else, in lower case, or undefined. No quotes, comments, names or
 * groups; nothing that Unicode's NFKC would turn into something else (a fullwidth `＠`). An
 * international domain comes out as punycode (RFC 5890). RFC 5321 limits: 64 and 254.
 */
export function strictAddress(text: string): string | undefined {
  const typed = text.trim();
  if (typed.length > 254 || typed !== typed.normalize('NFKC')) return undefined;
  const at = typed.indexOf('@');
  if (at < 1 || at > 64 || at !== typed.lastIndexOf('@')) return undefined;
  const name = typed.slice(0, at).toLowerCase();
  const domain = mailDomain(typed.slice(at + 1));
  return domain && local.test(name) ? `${name}@${domain}` : undefined;
}

/** The address in a sender (`Name <address>` or the address alone), as `strictAddress` has it. */
export function senderAddressIn(from: string): string | undefined {
  return strictAddress(/<([^<>]*)>\s*$/.exec(from)?.[1] ?? from);
}

/** A domain with at least one dot, lower case, in ASCII, or undefined. */
export function mailDomain(text: string): string | undefined {
  if (text !== text.normalize('NFKC') || /[^\p{L}\p{M}\p{N}.-]/u.test(text)) return undefined;
  const ascii = domainToASCII(text.toLowerCase());
  return host.test(ascii) ? ascii : undefined;
}
