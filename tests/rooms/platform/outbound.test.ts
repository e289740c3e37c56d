import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { afterEach, describe, expect, it } from 'vitest';
import { fetchPinned, postPinned } from '@/platform/outbound';
import { isPublicAddress } from '@/platform/public-address';
import { makeTestCa } from '~tests/setup/test-ca';

const servers: Server[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
});

/** A listener on the loopback that counts who connects. */
async function listener(answer: RequestListener, host = '127.0.0.1') {
  const seen = { connections: 0, hosts: [] as string[] };
  const server = createServer((request, response) => {
    seen.hosts.push(request.headers.host ?? '');
    answer(request, response);
  });
  server.on('connection', () => seen.connections++);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, host, resolve));
  return { seen, port: (server.address() as AddressInfo).port };
}

const own = new Set(['127.0.0.1']);

describe('a fetch for a host name that a customer chose', () => {
  it.each([
    ['127.0.0.1', '127.0.0.1'],
    ['::1', '::1'],
    ['::ffff:127.0.0.1', '127.0.0.1'],
    ['0.0.0.0', '127.0.0.1'],
  ])('to %s is refused before any connection (row 11)', async (address, host) => {
    const { seen, port } = await listener((_, response) => response.end('secret'), host);
    const url = `http://help.acme.test:${port}/`;
    expect(await fetchPinned(url, { addresses: [address] })).toEqual({ outcome: 'refused' });
    expect(seen.connections).toBe(0);
    // The same listener is heard where the address is allowed: the test can fail.
    if (address === host) {
      const fetched = await fetchPinned(url, { addresses: [address], allowed: new Set([address]) });
      expect(fetched).toMatchObject({ outcome: 'answered', body: 'secret' });
      expect(seen.connections).toBe(1);
    }
  });

  it('connects to the pinned address with the name as Host, and follows no redirect', async () => {
    const { seen, port } = await listener((_, response) => {
      response.writeHead(302, { Location: `http://127.0.0.1:${port}/elsewhere` }).end('moved');
    });
    const fetched = await fetchPinned(`http://help.acme.test:${port}/a?b`, {
      addresses: ['127.0.0.1'],
      allowed: own,
    });
    expect(fetched).toEqual({
      outcome: 'answered',
      address: '127.0.0.1',
      status: 302,
      body: 'moved',
    });
    expect(seen).toEqual({ connections: 1, hosts: [`help.acme.test:${port}`] });
  });

  it('takes the first address that may be connected to', async () => {
    const { seen, port } = await listener((_, response) => response.end('here'));
    const fetched = await fetchPinned(`http://help.acme.test:${port}/`, {
      addresses: ['169.254.169.254', '10.0.0.1', '127.0.0.1'],
      allowed: own,
    });
    expect(fetched).toMatchObject({ outcome: 'answered', address: '127.0.0.1' });
    expect(seen.connections).toBe(1);
  });

  it('ends a long answer, a slow one and one that never comes', async () => {
    const long = await listener((_, response) => response.end('x'.repeat(10_000)));
    const slow = await listener((_, response) => response.write('x'));
    const fetch = (port: number) =>
      fetchPinned(`http://help.acme.test:${port}/`, {
        addresses: ['127.0.0.1'],
        allowed: own,
        timeout: 300,
      });
    expect(await fetch(long.port)).toEqual({ outcome: 'tooLarge' });
    expect(await fetch(slow.port)).toEqual({ outcome: 'timedOut' });
    const gone = servers.at(-1)!;
    const { port } = gone.address() as AddressInfo;
    gone.closeAllConnections();
    await new Promise((resolve) => gone.close(resolve));
    expect(await fetch(port)).toEqual({ outcome: 'failed', code: 'ECONNREFUSED' });
  });

  it('is plain HTTP alone', () => {
    expect(() => fetchPinned('https://help.acme.test/', { addresses: [] })).toThrow();
    expect(() => fetchPinned('file:///etc/passwd', { addresses: [] })).toThrow();
  });
});

describe('a message to an address that a customer chose', () => {
  const post = (url: string, more = {}) =>
    postPinned(url, {
      addresses: ['127.0.0.1'],
      allowed: own,
      headers: { 'Content-Type': 'application/json' },
      body: '{"é":1}',
      ...more,
    });

  it('arrives whole, at the pinned address, and nowhere that is not allowed', async () => {
    const bodies: string[] = [];
    const { seen, port } = await listener((request, response) => {
      request.on('data', (part: Buffer) => bodies.push(part.toString('utf8')));
      request.on('end', () => response.end(request.method));
    });
    const url = `http://hooks.acme.test:${port}/in`;
    expect(await post(url, { allowed: new Set() })).toEqual({ outcome: 'refused' });
    expect(seen.connections).toBe(0);
    expect(await post(url)).toMatchObject({ outcome: 'answered', status: 200, body: 'POST' });
    expect(bodies.join('')).toBe('{"é":1}');
    expect(() => post('ftp://hooks.acme.test/')).toThrow();
  });

  it('by HTTPS goes to nobody but who has the name’s certificate from a known authority', async () => {
    const ca = await makeTestCa();
    const heard: string[] = [];
    const { key, chain: cert } = await ca.issue('hooks.acme.test');
    const server = createTlsServer({ key, cert }, (request, response) => {
      heard.push(request.headers.host ?? '');
      response.end('here');
    });
    servers.push(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const at = (host: string) => `https://${host}:${port}/`;
    expect(await post(at('hooks.acme.test'))).toMatchObject({ outcome: 'failed' });
    const before = getCACertificates('default');
    setDefaultCACertificates([...before, ca.root]);
    try {
      const other = await post(at('other.acme.test'));
      expect(other).toEqual({ outcome: 'failed', code: 'ERR_TLS_CERT_ALTNAME_INVALID' });
      expect(heard).toEqual([]);
      expect(await post(at('hooks.acme.test'))).toMatchObject({
        outcome: 'answered',
        body: 'here',
      });
      expect(heard).toEqual([`hooks.acme.test:${port}`]);
    } finally {
      setDefaultCACertificates(before);
    }
  });
});

describe('addresses', () => {
  it.each(
    `0.0.0.0 10.1.2.3 100.64.0.1 100.127.255.255 127.0.0.1 127.9.9.9 169.254.169.254 172.16.0.1
    172.31.255.255 192.0.0.8 192.0.2.1 192.168.1.1 198.18.0.1 198.19.255.255 198.51.100.1
    203.0.113.9 224.0.0.1 239.255.255.250 240.0.0.1 255.255.255.255 :: ::1 ::ffff:127.0.0.1
    ::ffff:8.8.8.8 ::127.0.0.1 64:ff9b::7f00:1 64:ff9b:1::1 100::1 fc00::1 fd12::1 fe80::1
    fe80::1%eth0 fec0::1 ff02::1 2001:db8::1 2001::1 2002:7f00:1::1 3fff::1 localhost help.acme.test
    1.2.3 0x7f000001`.split(/\s+/),
  )('%s is not for the whole internet', (address) => {
    expect(isPublicAddress(address)).toBe(false);
  });

  it.each(
    `1.1.1.1 9.9.9.9 100.63.255.255 100.128.0.1 172.15.0.1 172.32.0.1 192.0.1.1 198.20.0.1
    223.255.255.254 2606:4700::1111 2a00:1450::1 2001:4860:4860::8888`.split(/\s+/),
  )('%s is', (address) => {
    expect(isPublicAddress(address)).toBe(true);
  });
});
