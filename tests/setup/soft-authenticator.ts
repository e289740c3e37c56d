import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto';

type Ceremony = { challenge: string; origin: string; rpId: string; verified?: boolean };

const hash = (data: Buffer | string) => createHash('sha256').update(data).digest();
const b64 = (data: Buffer | string) => Buffer.from(data).toString('base64url');

/** CBOR (RFC 8949) of byte strings from 24 bytes to 64 KB. */
const cborBytes = (data: Buffer) => {
  const { length } = data;
  const head = length < 256 ? [0x58, length] : [0x59, length >> 8, length & 255];
  return Buffer.concat([Buffer.from(head), data]);
};
const cborText = (text: string) =>
  Buffer.concat([Buffer.from([0x60 + text.length]), Buffer.from(text)]);

/**
 * A device with one passkey that signs whatever it is told to: honest answers, and those that no
 * browser would give.
 */
export function softAuthenticator() {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
  const credentialId = randomBytes(32);
  let count = 0;

  /** WebAuthn, 6.1: whose, what was checked, how often used. */
  function authenticatorData({ rpId, verified = true }: Ceremony, made: Buffer, counted: number) {
    const flags = 0x01 | (verified ? 0x04 : 0) | (made.length > 0 ? 0x40 : 0);
    const counter = Buffer.alloc(4);
    counter.writeUInt32BE(counted);
    return Buffer.concat([hash(rpId), Buffer.from([flags]), counter, made]);
  }

  const clientData = (type: string, { challenge, origin }: Ceremony) =>
    Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }));

  return {
    credentialId: b64(credentialId),
    /** What `navigator.credentials.create` would give, as JSON. */
    make(ceremony: Ceremony): string {
      const key = Buffer.concat([
        Buffer.from([0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21]),
        cborBytes(Buffer.from(x, 'base64url')),
        Buffer.from([0x22]),
        cborBytes(Buffer.from(y, 'base64url')),
      ]);
      const length = Buffer.from([0, credentialId.length]);
      const made = Buffer.concat([Buffer.alloc(16), length, credentialId, key]);
      const attestation = Buffer.concat([
        Buffer.from([0xa3]),
        ...[cborText('fmt'), cborText('none'), cborText('attStmt'), Buffer.from([0xa0])],
        ...[cborText('authData'), cborBytes(authenticatorData(ceremony, made, count))],
      ]);
      return JSON.stringify({
        id: b64(credentialId),
        rawId: b64(credentialId),
        type: 'public-key',
        clientExtensionResults: {},
        response: {
          clientDataJSON: b64(clientData('webauthn.create', ceremony)),
          attestationObject: b64(attestation),
          transports: ['internal'],
        },
      });
    },
    /** What `navigator.credentials.get` would give. `counted` overrides the device's own count. */
    sign(ceremony: Ceremony, userHandle: string, counted = ++count): string {
      const data = authenticatorData(ceremony, Buffer.alloc(0), counted);
      const client = clientData('webauthn.get', ceremony);
      return JSON.stringify({
        id: b64(credentialId),
        rawId: b64(credentialId),
        type: 'public-key',
        clientExtensionResults: {},
        response: {
          clientDataJSON: b64(client),
          authenticatorData: b64(data),
          signature: b64(sign('sha256', Buffer.concat([data, hash(client)]), privateKey)),
          userHandle,
        },
      });
    },
  };
}
