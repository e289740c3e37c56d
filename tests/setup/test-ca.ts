import 'reflect-metadata';
import { randomBytes } from 'node:crypto';
import * as x509 from '@peculiar/x509';

/** PEM; the chain leaf first, as a certificate authority hands it out. */
export interface TestCertificate {
  chain: string;
  key: string;
  serial: string;
  fingerprint: string;
  notBefore: Date;
  notAfter: Date;
}

/** A certificate authority of a test's own: a root, and an intermediate that signs. */
export interface TestCa {
  /** What a client trusts. */
  root: string;
  issue(hosts: string | string[], options?: { days?: number }): Promise<TestCertificate>;
}

const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
const day = 86_400_000;

export async function makeTestCa(name = 'Servicedesk Tests'): Promise<TestCa> {
  x509.cryptoProvider.set(crypto);
  const rootKeys = await newKeys();
  const root = await x509.X509CertificateGenerator.createSelfSigned({
    name: `CN=${name} Root`,
    keys: rootKeys,
    signingAlgorithm: algorithm,
    notBefore: new Date(Date.now() - day),
    notAfter: new Date(Date.now() + 3650 * day),
    extensions: authorityExtensions,
  });
  const keys = await newKeys();
  const intermediate = await x509.X509CertificateGenerator.create({
    subject: `CN=${name} Intermediate`,
    issuer: root.subject,
    publicKey: keys.publicKey,
    signingKey: rootKeys.privateKey,
    signingAlgorithm: algorithm,
    notBefore: new Date(Date.now() - day),
    notAfter: new Date(Date.now() + 3650 * day),
    extensions: authorityExtensions,
  });
  return {
    root: root.toString('pem'),
    issue: async (hosts, { days = 90 } = {}) => {
      const names = [hosts].flat();
      const own = await newKeys();
      const serial = randomBytes(12).toString('hex').replace(/^./, '4');
      const leaf = await x509.X509CertificateGenerator.create({
        serialNumber: serial,
        subject: `CN=${names[0]}`,
        issuer: intermediate.subject,
        publicKey: own.publicKey,
        signingKey: keys.privateKey,
        signingAlgorithm: algorithm,
        notBefore: new Date(Date.now() - day),
        notAfter: new Date(Date.now() + days * day),
        extensions: [
          new x509.BasicConstraintsExtension(false),
          new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
          new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
          new x509.SubjectAlternativeNameExtension(
            names.map((value) => ({ type: 'dns' as const, value })),
          ),
          await x509.AuthorityKeyIdentifierExtension.create(intermediate),
        ],
      });
      return {
        chain: `${leaf.toString('pem')}\n${intermediate.toString('pem')}\n`,
        key: await pemOf(own.privateKey),
        serial,
        fingerprint: hex(await leaf.getThumbprint('SHA-256')),
        notBefore: leaf.notBefore,
        notAfter: leaf.notAfter,
      };
    },
  };
}

const authorityExtensions = [
  new x509.BasicConstraintsExtension(true, 1, true),
  new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
];

function newKeys(): Promise<CryptoKeyPair> {
  return crypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
}

async function pemOf(key: CryptoKey): Promise<string> {
  const der = Buffer.from(await crypto.subtle.exportKey('pkcs8', key));
  const lines = der.toString('base64').match(/.{1,64}/g) ?? [];
  return `-----BEGIN PRIVATE KEY-----\n${lines.join('\n')}\n-----END PRIVATE KEY-----\n`;
}

function hex(bytes: ArrayBuffer): string {
  return (Buffer.from(bytes).toString('hex').toUpperCase().match(/../g) ?? []).join(':');
}
