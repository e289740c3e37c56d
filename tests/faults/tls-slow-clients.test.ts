import net, { type Socket } from 'node:net';
import { Duplex } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import tls from 'node:tls';
import { afterAll, expect, it } from 'vitest';
import { limits } from '@/server/listener';
import { openSite } from '~tests/rooms/server/open-site';
import { freshDatabase } from '~tests/setup/fresh-database';
import { makeDomain, storeCertificate } from '~tests/setup/own-domain';
import { makeTenant } from '~tests/setup/tenants';
import { makeTestCa } from '~tests/setup/test-ca';

await freshDatabase();
const tenant = await makeTenant();
const ca = await makeTestCa();
const host = 'help.acme.test';
await makeDomain(tenant, host, { isSecure: true });
await storeCertificate(tenant, host, await ca.issue(host));
const site = await openSite({ tls: true });
const sockets: Socket[] = [];
afterAll(() => {
  for (const socket of sockets) socket.destroy();
});

/** Threat 32 at the HTTPS port: how a client can be slow there, and what it says of itself. */
const kinds = {
  silent: () => net.connect(site.tlsPort, '127.0.0.1'),
  half: () => {
    const socket = net.connect(site.tlsPort, '127.0.0.1');
    socket.write(Buffer.from([22, 3, 1, 2, 0, 1, 0, 1, 252, 3, 3])); // begins, and stops
    return socket;
  },
  unanswering: () => {
    const socket = net.connect(site.tlsPort, '127.0.0.1');
    tls.connect({ socket: muted(socket), servername: host }).on('error', () => {});
    return socket;
  },
  shaken: () =>
    tls.connect({ host: '127.0.0.1', port: site.tlsPort, servername: host, ca: ca.root }),
  shakenForHttp2: () =>
    tls.connect({
      ...{ host: '127.0.0.1', port: site.tlsPort, servername: host, ca: ca.root },
      ALPNProtocols: ['h2'],
    }),
} satisfies Record<string, () => Socket>;

/** Lets the first message through and nothing after it. */
function muted(socket: Socket): Duplex {
  let isFirst = true;
  return new Duplex({
    read() {},
    write(chunk, _encoding, done) {
      if (isFirst) socket.write(chunk);
      isFirst = false;
      done();
    },
  });
}

it('500 slow sockets leave the server quick, and are ended: a handshake after 10 s', {
  timeout: 60_000,
}, async () => {
  await fetch(`http://127.0.0.1:${site.port}/healthz`); // the first loads the client itself
  const names = Object.keys(kinds) as (keyof typeof kinds)[];
  const ended = Object.fromEntries(names.map((name) => [name, 0]));
  const began = Date.now();
  for (let count = 0; count < 500; count++) {
    const name = names[count % names.length]!;
    const socket = kinds[name]();
    socket.on('error', () => {});
    socket.on('data', () => {});
    socket.on('close', () => {
      ended[name] = (ended[name] ?? 0) + 1;
    });
    sockets.push(socket);
  }
  await sleep(2_000);
  const times: number[] = [];
  for (let round = 0; round < 20; round++) {
    const asked = performance.now();
    expect((await fetch(`http://127.0.0.1:${site.port}/healthz`)).status).toBe(200);
    times.push(performance.now() - asked);
  }
  expect(times.sort((a, b) => a - b)[times.length / 2]).toBeLessThan(300);
  expect(Object.values(ended)).toEqual([0, 0, 0, 0, 0]);
  const count = (...kinds: string[]) => kinds.reduce((sum, kind) => sum + (ended[kind] ?? 0), 0);
  while (count('silent', 'half', 'unanswering') < 300) await sleep(20); // the test's own limit
  const shut = Date.now() - began;
  expect(shut).toBeGreaterThan(limits.handshake - 1_000);
  expect(shut).toBeLessThan(limits.handshake + 3_000);
  expect(count('shaken')).toBe(0);
  while (count(...names) < 500) await sleep(20);
  expect(Date.now() - began).toBeGreaterThan(limits.headers - 1_000);
  expect(Date.now() - began).toBeLessThan(limits.headers + 6_000);
});
