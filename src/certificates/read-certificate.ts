import 'server-only';
import { createPublicKey, X509Certificate } from 'node:crypto';

/** What the leaf of a chain says; the chain is PEM, leaf first. */
export interface CertificateFacts {
  serial: string;
  issuer: string;
  /** SHA-256, in hex with colons. */
  fingerprint: string;
  notBefore: Date;
  notAfter: Date;
  /** RFC 9773, 4.1: null where the leaf doesn't name its authority's key. */
  ariId: string | null;
}

/**
 * Reads the leaf of a chain. Undefined where it is no certificate, or none for this key and all
 * of these hosts.
 */
export function readCertificate(
  chain: string,
  { key, hosts }: { key: string; hosts: string[] },
): CertificateFacts | undefined {
  const leaf = parse(chain);
  if (!leaf || !fits(leaf, key)) return undefined;
  if (!hosts.every((host) => leaf.checkHost(host) !== undefined)) return undefined;
  const issuer = /^CN=(.*)$/m.exec(leaf.issuer)?.[1] ?? /^O=(.*)$/m.exec(leaf.issuer)?.[1];
  return {
    serial: leaf.serialNumber.toLowerCase(),
    issuer: issuer ?? leaf.issuer.replaceAll('\n', ', '),
    fingerprint: leaf.fingerprint256,
    notBefore: new Date(leaf.validFrom),
    notAfter: new Date(leaf.validTo),
    ariId: ariId(leaf),
  };
}

function parse(chain: string): X509Certificate | undefined {
  try {
    return new X509Certificate(chain);
  } catch {
    return undefined;
  }
}

function fits(leaf: X509Certificate, key: string): boolean {
  return leaf.publicKey.equals(createPublicKey(key));
}

/** base64url of the authority's key identifier, a dot, base64url of the serial number's DER bytes. */
function ariId(leaf: X509Certificate): string | null {
  const identifier = authorityKeyIdentifier(leaf.raw);
  if (!identifier) return null;
  const hex = leaf.serialNumber;
  const serial = Buffer.from(hex.length % 2 ? `0${hex}` : hex, 'hex');
  // A positive INTEGER whose first bit is set has a zero byte in front.
  const der = serial[0]! >= 0x80 ? Buffer.concat([Buffer.of(0), serial]) : serial;
  return `${identifier.toString('base64url')}.${der.toString('base64url')}`;
}

/**
 * The extension 2.5.29.35 (RFC 5280, 4.2.1.1): OCTET STRING { SEQUENCE { [0] keyIdentifier … } },
 * the identifier in fewer than 128 bytes.
 */
function authorityKeyIdentifier(raw: Buffer): Buffer | undefined {
  const oid = Buffer.from([0x06, 0x03, 0x55, 0x1d, 0x23]);
  const at = raw.indexOf(oid);
  if (at < 0) return undefined;
  let next = at + oid.length;
  if (raw[next] === 0x01) next += 3; // critical
  for (const tag of [0x04, 0x30]) {
    if (raw[next] !== tag) return undefined;
    next += raw[next + 1]! < 0x80 ? 2 : 2 + (raw[next + 1]! & 0x7f);
  }
  if (raw[next] !== 0x80) return undefined;
  return raw.subarray(next + 2, next + 2 + raw[next + 1]!);
}
