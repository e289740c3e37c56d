import 'server-only';
import { isIPv6 } from 'node:net';
import { domainToASCII, domainToUnicode } from 'node:url';

export interface HostName {
  /** In ASCII (punycode), lower case, without a trailing dot. */
  host: string;
  /** As people write it: `hilfe.müller.example`. The same as `host` for ASCII names. */
  unicodeHost: string;
  /** Something was taken off or rewritten, and whoever typed it should see what it became. */
  changed: boolean;
}

/**
 * The host name in what a person pasted: `https://Help.Acme.com:443/sign-in?x#y`, `Hilfe.Müller.example.`
 * and the like. IP addresses come out as they are and wildcards with their asterisk: that they
 * can't be claimed is somebody else's sentence. Undefined where there is no host name in it.
 */
export function readHostName(raw: string): HostName | undefined {
  const typed = raw.trim();
  if (typed.length > 4_096) return undefined;
  const text = withoutAround(
    typed.normalize('NFKC').replace(/[\s\u200b-\u200d\u2060\ufeff]+/g, ''),
  );
  const host = isIPv6(text) ? text : domainToASCII(text).replace(/\.$/, '');
  if (!isIPv6(host) && !/^(\*\.)?[a-z0-9-]+(\.[a-z0-9-]+)*$/.test(host)) return undefined;
  if (host.split('.').some((label) => /^-|-$/.test(label) || isBrokenPunycode(label))) {
    return undefined;
  }
  const unicodeHost = isIPv6(host) ? host : domainToUnicode(host);
  return { host, unicodeHost, changed: typed !== host && typed !== unicodeHost };
}

/** Without scheme, credentials, port, path and the root's dot. */
function withoutAround(text: string): string {
  const afterScheme = text.replace(/^([a-z][a-z0-9+.-]*:)?\/\//i, '').replace(/^mailto:/i, '');
  const authority = afterScheme.split(/[/?#\\]/)[0]!;
  const place = authority.slice(authority.lastIndexOf('@') + 1);
  const bracketed = /^\[([^\]]*)\]/.exec(place)?.[1];
  if (bracketed !== undefined) return bracketed;
  return isIPv6(place)
    ? place
    : place
        .replace(/:\d*$/, '')
        .replace(/[.。]+$/, '')
        .toLowerCase();
}

/** Looks like an encoded label and decodes to nothing. */
function isBrokenPunycode(label: string): boolean {
  return label.startsWith('xn--') && domainToUnicode(label) === label;
}

/** A host of ours as people write it. */
export const unicodeHostOf = (host: string): string => domainToUnicode(host) || host;
