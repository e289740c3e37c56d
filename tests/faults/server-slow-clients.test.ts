import net, { type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, describe, expect, it } from 'vitest';
import { limits } from '@/server/listener';
import { freshDatabase } from '~tests/setup/fresh-database';
import { makeTenant } from '~tests/setup/tenants';
import { openSite } from '../rooms/server/open-site';

await freshDatabase();
const tenant = await makeTenant();
const host = tenant.managedHost;
const site = await openSite();
const sockets: Socket[] = [];
afterAll(() => {
  for (const socket of sockets) socket.destroy();
});

const beginnings = [
  '', // says nothing at all
  `GET / HTTP/1.1\r\nHost: ${host}\r\nX-`,
  `POST / HTTP/1.1\r\nHost: ${host}\r\nOrigin: http://${host}\r\nContent-Length: 900000\r\n\r\nabc`,
  `POST /api/attachments HTTP/1.1\r\nHost: ${host}\r\nOrigin: http://${host}\r\nContent-Length: 9000000\r\n\r\nabc`,
];

describe('500 slow sockets', () => {
  it('leave the server quick, and are ended: headers after 15 s, an upload that stands still too', async () => {
    await fetch(`http://127.0.0.1:${site.port}/healthz`); // the first loads the client itself
    const ended = new Map(beginnings.map((beginning) => [beginning, 0]));
    const began = Date.now();
    for (let count = 0; count < 500; count++) {
      const beginning = beginnings[count % beginnings.length]!;
      const socket = net.connect(site.port, '127.0.0.1', () => socket.write(beginning));
      socket.on('error', () => {});
      socket.on('data', () => {}); // a 408 is welcome
      socket.on('close', () => ended.set(beginning, ended.get(beginning)! + 1));
      sockets.push(socket);
    }
    await sleep(1_000);
    const times: number[] = [];
    for (let round = 0; round < 20; round++) {
      const asked = performance.now();
      const answer = await fetch(`http://127.0.0.1:${site.port}/healthz`);
      expect(answer.status).toBe(200);
      times.push(performance.now() - asked);
    }
    const median = times.sort((a, b) => a - b)[times.length / 2];
    expect(median).toBeLessThan(300);
    expect([...ended.values()]).toEqual([0, 0, 0, 0]);
    await sleep(limits.headers + 4_000 - (Date.now() - began));
    const [silent, headers, form, upload] = beginnings.map((beginning) => ended.get(beginning));
    expect({ silent, headers, form, upload }).toEqual({
      silent: 125,
      headers: 125,
      form: 0,
      upload: 125,
    });
  });
});

describe('an upload that moves', () => {
  it('may take longer than one that stands still', async () => {
    const total = 20 * 8_192;
    const socket = net.connect(site.port, '127.0.0.1');
    sockets.push(socket);
    const said = new Promise<string>((resolve) => {
      socket.setEncoding('utf8').once('data', (chunk) => resolve(String(chunk)));
    });
    socket.write(
      `POST /api/attachments HTTP/1.1\r\nHost: ${host}\r\nOrigin: http://${host}\r\nContent-Length: ${total}\r\n\r\n`,
    );
    for (let part = 0; part < 20; part++) {
      socket.write('x'.repeat(8_192));
      await sleep(900);
    }
    expect(await said).toContain('200 OK');
  });
});
