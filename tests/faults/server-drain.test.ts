import http from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { freshDatabase } from '~tests/setup/fresh-database';
import { makeTenant } from '~tests/setup/tenants';
import { openSite } from '../rooms/server/open-site';

await freshDatabase();
const tenant = await makeTenant();

it('drains under load without failing a request, and ends streams at once', async () => {
  const site = await openSite({
    handle: async ({ url }, answer) => {
      if (url === '/stream') {
        answer.writeHead(200, { 'Content-Type': 'text/event-stream' });
        answer.write(': open\n\n');
        return;
      }
      await sleep(url === '/long' ? 2_000 : 5 + Math.random() * 60);
      answer.write('half ');
      await sleep(1);
      answer.end('whole');
    },
  });
  const agent = new http.Agent({ keepAlive: true });
  const get = (path: string) => read(agent, site.port, path);
  const outcome = { whole: 0, failed: [] as string[] };
  const clients = Array.from({ length: 24 }, async () => {
    for (;;) {
      try {
        const body = await get('/');
        if (body === 'half whole') outcome.whole++;
        else outcome.failed.push(body);
      } catch (error) {
        const { code, message } = error as NodeJS.ErrnoException;
        if (code === 'ECONNREFUSED') return; // nobody accepts any more: a balancer is elsewhere
        outcome.failed.push(`${code} ${message}`);
        return;
      }
    }
  });
  const stream = get('/stream');
  while (outcome.whole <= 100 && !outcome.failed.length) await sleep(20);
  const long = get('/long');
  await sleep(50);
  const [began, before] = [Date.now(), outcome.whole];
  const stopped = site.stop();
  expect(site.state.unready).toBe(true);
  expect(await stream).toBe(': open\n\n');
  expect(Date.now() - began).toBeLessThan(1_000);
  expect(await long).toBe('half whole');
  await Promise.all([stopped, ...clients]);
  expect(outcome.failed).toEqual([]);
  expect(outcome.whole).toBeGreaterThan(before);
  expect(Date.now() - began).toBeLessThan(5_000);
  agent.destroy();
});

function read(agent: http.Agent, port: number, path: string): Promise<string> {
  const headers = { host: tenant.managedHost };
  return new Promise((resolve, reject) => {
    const request = http.get({ agent, host: '127.0.0.1', port, path, headers }, (message) => {
      let body = '';
      message.setEncoding('utf8');
      message.on('data', (chunk) => {
        body += chunk;
      });
      message.on('end', () => resolve(body));
      message.on('error', reject);
    });
    request.on('error', reject);
  });
}
