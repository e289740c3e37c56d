import { once } from 'node:events';
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

type Kind = keyof typeof kinds;
const names = Object.keys(kinds) as Kind[];
const stays = Object.fromEntries(names.map((kind) => [kind, []])) as unknown as Record<
  Kind,
  number[]
>;

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

/** Opens one, and notes for how many milliseconds it stayed. */
async function open(kind: Kind) {
  const began = Date.now();
  const socket = kinds[kind]();
  socket.on('error', () => {});
  socket.on('data', () => {});
  socket.on('close', () => stays[kind].push(Date.now() - began));
  sockets.push(socket);
  await once(socket, kind.startsWith('shaken') ? 'secureConnect' : 'connect');
}

const ended = (...some: Kind[]) => some.reduce((sum, kind) => sum + stays[kind].length, 0);

function expectStays(some: Kind[], least: number, most: number) {
  for (const stay of some.flatMap((kind) => stays[kind])) {
    expect(stay).toBeGreaterThan(least);
    expect(stay).toBeLessThan(most);
  }
}

it('500 slow sockets leave the server quick, and each is ended: a handshake after 10 s', {
  timeout: 60_000,
}, async () => {
  await fetch(`http://127.0.0.1:${site.port}/healthz`); // the first loads the client itself
  const fifty = Array.from({ length: 10 }, () => names).flat(); // as many as one turn takes well
  for (let round = 0; round < 10; round++) await Promise.all(fifty.map(open));
  const times: number[] = [];
  for (let round = 0; round < 20; round++) {
    const asked = performance.now();
    expect((await fetch(`http://127.0.0.1:${site.port}/healthz`)).status).toBe(200);
    times.push(performance.now() - asked);
  }
  expect(times.sort((a, b) => a - b)[times.length / 2]).toBeLessThan(300);
  expect(ended(...names)).toBe(0);
  const unshaken: Kind[] = ['silent', 'half', 'unanswering'];
  while (ended(...unshaken) < 300) await sleep(20); // the test's own limit
  expectStays(unshaken, limits.handshake - 1_000, limits.handshake + 3_000);
  while (ended(...names) < 500) await sleep(20);
  expectStays(['shaken', 'shakenForHttp2'], limits.headers - 1_000, limits.headers + 6_000);
});
