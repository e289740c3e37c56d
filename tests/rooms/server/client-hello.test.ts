import net, { type AddressInfo, type Socket } from 'node:net';
import { PassThrough } from 'node:stream';
import { setImmediate as turn } from 'node:timers/promises';
import tls, { type ConnectionOptions } from 'node:tls';
import { describe, expect, it } from 'vitest';
import { type ClientHello, createHelloReader } from '@/server/client-hello';
import { readHello } from '@/server/read-hello';

const readClientHello = (bytes: Buffer) => createHelloReader()(bytes);

/** What a real client says first. */
function helloOf(options: ConnectionOptions): Promise<Buffer> {
  return new Promise((resolve) => {
    const server = net.createServer((socket) => {
      socket.on('error', () => {});
      let bytes = Buffer.alloc(0);
      socket.on('data', (chunk) => {
        bytes = Buffer.concat([bytes, chunk]);
        if (readClientHello(bytes) === 'more') return;
        socket.destroy();
        server.close();
        resolve(bytes);
      });
    });
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      tls.connect({ host: '127.0.0.1', port, ...options }).on('error', () => {});
    });
  });
}

/** The same message in records of `size` bytes. */
function inRecords(bytes: Buffer, size: number): Buffer {
  const message = bytes.subarray(5);
  const records: Buffer[] = [];
  for (let at = 0; at < message.length; at += size) {
    const part = message.subarray(at, at + size);
    records.push(Buffer.from([22, 3, 1, part.length >> 8, part.length & 255]), part);
  }
  return Buffer.concat(records);
}

const usual = await helloOf({ servername: 'Help.Acme.test', ALPNProtocols: ['h2', 'http/1.1'] });
const read = { serverName: 'Help.Acme.test', protocols: ['h2', 'http/1.1'] };

describe('a ClientHello', () => {
  it('says whom it wants and how', () => expect(readClientHello(usual)).toEqual(read));

  it.each(['TLSv1.2', 'TLSv1.3'] as const)('of %s without a name says so', async (version) => {
    const hello = await helloOf({ minVersion: version, maxVersion: version });
    expect(readClientHello(hello)).toEqual({ serverName: undefined, protocols: [] });
  });

  it('is waited for byte by byte', () => {
    const readOn = createHelloReader();
    const said = [...usual].map((byte) => readOn(Buffer.from([byte])));
    expect(said.pop()).toEqual(read);
    expect(new Set(said)).toEqual(new Set(['more']));
    for (let length = 0; length < usual.length; length++) {
      expect(readClientHello(usual.subarray(0, length))).toBe('more');
    }
  });

  it.each([1, 7, 300])('is read from records of %i bytes', (size) => {
    expect(readClientHello(inRecords(usual, size))).toEqual(read);
  });

  it.each([
    ['HTTP', Buffer.from('GET / HTTP/1.1\r\n\r\n')],
    ['an alert', Buffer.from([21, 3, 1, 0, 2, 2, 40])],
    ['another message', Buffer.from([22, 3, 1, 0, 4, 2, 0, 0, 0])],
    ['an empty record', Buffer.from([22, 3, 1, 0, 0])],
    ['an endless one', Buffer.from([22, 3, 1, 255, 255])],
    ['lengths that lead beyond its end', Buffer.from([22, 3, 1, 0, 6, 1, 0, 0, 2, 3, 3])],
  ])('is none: %s', (_name, bytes) => expect(readClientHello(bytes)).toBe('unreadable'));

  it('costs as little in the smallest records and pieces as in one', async () => {
    const message = Buffer.alloc(2_900);
    message.set([1, 0, 70, 0]); // 17 kB are announced, and never come
    const bytes = inRecords(Buffer.concat([Buffer.alloc(5), message]), 1);
    const heard: (ClientHello | undefined)[] = [];
    const began = performance.now();
    for (let count = 0; count < 20; count++) {
      const socket = new PassThrough();
      readHello(socket as unknown as Socket, (hello) => heard.push(hello));
      for (let at = 0; at < bytes.length; at += 600) {
        socket.write(bytes.subarray(at, at + 600));
        await turn();
      }
      socket.destroy();
    }
    expect(heard).toEqual([]);
    expect(performance.now() - began).toBeLessThan(2_000); // 15 s when each piece was read anew
  });

  it('with any one byte changed is read or refused, and nothing else happens', () => {
    for (let at = 0; at < usual.length; at++) {
      for (const value of [0, 1, 255]) {
        const bytes = Buffer.from(usual);
        bytes[at] = value;
        expect(() => readClientHello(bytes)).not.toThrow();
      }
    }
  });
});
