import 'server-only';
import { open, seal, sealAnew } from '@/platform/crypto';

/** How private keys stand in the database: sealed, each kind under a key of its own. */
const purposes = {
  certificate: 'certificate key',
  challenge: 'challenge certificate',
  account: 'acme account key',
};

/** A certificate's private key in PEM. */
export const sealKey = (pem: string): string => seal(purposes.certificate, pem);
export const openKey = (sealed: string): string | undefined => open(purposes.certificate, sealed);
export const sealKeyAnew = (sealed: string) => sealAnew(purposes.certificate, sealed);

/** The key of our account with a certificate authority, in PEM. */
export const sealAccountKey = (pem: string): string => seal(purposes.account, pem);
export const openAccountKey = (sealed: string): string | undefined =>
  open(purposes.account, sealed);
export const sealAccountKeyAnew = (sealed: string) => sealAnew(purposes.account, sealed);

/** A TLS-ALPN-01 challenge's certificate and its key: one PEM text, the key first. */
export function sealChallenge({ cert, key }: { cert: string; key: string }): string {
  return seal(purposes.challenge, `${key.trim()}\n${cert.trim()}\n`);
}

export function openChallenge(sealed: string): { cert: string; key: string } | undefined {
  const pem = open(purposes.challenge, sealed);
  const begin = pem?.indexOf('-----BEGIN CERTIFICATE-----') ?? -1;
  return pem && begin > 0 ? { key: pem.slice(0, begin), cert: pem.slice(begin) } : undefined;
}
