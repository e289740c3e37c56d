import { createServer } from 'node:http';
import net, { type AddressInfo, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, expect, it } from 'vitest';
import { Answer } from '@/server/answer';
import { Incoming } from '@/server/incoming';
import { limitConnections } from '@/server/limit-connections';

const most = 5;
const server = createServer(
  { IncomingMessage: Incoming, ServerResponse: Answer },
  (request, answer) => {
    if (request.url !== '/busy') answer.end('ok');
  },
);
limitConnections(server, () => false, most);
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
const { port } = server.address() as AddressInfo;
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

async function open(path?: string) {
  const socket = net.connect(port, '127.0.0.1');
  const state = { closed: false };
  socket.on('close', () => {
    state.closed = true;
  });
  socket.on('error', () => {});
  socket.resume();
  await new Promise<void>((resolve) => socket.once('connect', resolve));
  if (path) socket.write(`GET ${path} HTTP/1.1\r\nHost: a\r\n\r\n`);
  await sleep(30);
  return Object.assign(state, { socket: socket as Socket });
}

it('lets a newcomer in for the oldest connection that does nothing, and refuses it if all work', async () => {
  const busy = await open('/busy');
  const idle = [];
  for (let count = 1; count < most; count++) idle.push(await open());
  const newcomer = await open();
  expect(busy.closed).toBe(false);
  expect(idle.map((one) => one.closed)).toEqual([true, false, false, false]);
  for (const one of [...idle.slice(1), newcomer]) {
    one.socket.write('GET /busy HTTP/1.1\r\nHost: a\r\n\r\n');
  }
  await sleep(50);
  const late = await open();
  expect(late.closed).toBe(true);
  expect(newcomer.closed).toBe(false);
});
