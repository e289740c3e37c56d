import https from 'node:https';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { openSite } from '~tests/rooms/server/open-site';
import { freshDatabase } from '~tests/setup/fresh-database';
import { makeDomain, storeCertificate } from '~tests/setup/own-domain';
import { makeTenant } from '~tests/setup/tenants';
import { makeTestCa } from '~tests/setup/test-ca';
import { askHttp2, openHttp2 } from '~tests/setup/tls-clients';

/** Fault 14 at the HTTPS port: HTTP/1.1 and HTTP/2 side by side. */
await freshDatabase();
const tenant = await makeTenant();
const ca = await makeTestCa();
const host = 'help.acme.test';
await makeDomain(tenant, host, { isSecure: true });
await storeCertificate(tenant, host, await ca.issue(host));

it('drains under load without failing a request, and ends streams at once', async () => {
  const arrived = {
    '/stream': Promise.withResolvers<void>(),
    '/long': Promise.withResolvers<void>(),
  };
  const site = await openSite({
    tls: true,
    handle: async ({ url }, answer) => {
      if (url === '/stream' || url === '/long') arrived[url].resolve();
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
  const outcome = { whole: 0, failed: [] as string[] };
  // Nobody took it: a client may ask again elsewhere, and browsers do (RFC 9113, 8.7).
  const isRefused = (error: unknown) => /ECONNREFUSED|NGHTTP2_REFUSED_STREAM/.test(String(error));

  /** Comes back on a new connection when it was told to; ends when nobody accepts any more. */
  const byHttp2 = async () => {
    for (;;) {
      const session = await openHttp2(site.tlsPort, host, ca.root).catch((error) => {
        if (!isRefused(error)) outcome.failed.push(String(error));
      });
      if (!session) return;
      while (!session.closed && !session.destroyed) {
        const both = [1, 2].map(() => askHttp2(session, { ':path': '/' }));
        for (const one of await Promise.allSettled(both)) {
          if (one.status === 'rejected') {
            if (!isRefused(one.reason)) outcome.failed.push(String(one.reason));
          } else if (one.value.body === 'half whole') outcome.whole++;
          else outcome.failed.push(one.value.body);
        }
      }
    }
  };
  const agent = new https.Agent({ keepAlive: true, ca: ca.root, servername: host });
  const get = (path: string) =>
    new Promise<string>((resolve, reject) => {
      const options = { agent, host: '127.0.0.1', port: site.tlsPort, path, headers: { host } };
      const request = https.get(options, (message) => {
        let body = '';
        message.setEncoding('utf8').on('data', (chunk) => {
          body += chunk;
        });
        message.on('end', () => resolve(body));
        message.on('error', reject);
      });
      request.on('error', reject);
    });
  const byHttp1 = async () => {
    for (;;) {
      const body = await get('/').catch((error) => {
        if (!isRefused(error)) outcome.failed.push(String(error));
      });
      if (body === undefined) return;
      if (body === 'half whole') outcome.whole++;
      else outcome.failed.push(body);
    }
  };
  const clients = [...Array.from({ length: 8 }, byHttp1), ...Array.from({ length: 8 }, byHttp2)];
  const streaming = await openHttp2(site.tlsPort, host, ca.root);
  const stream = askHttp2(streaming, { ':path': '/stream' });
  while (outcome.whole <= 100 && !outcome.failed.length) await sleep(20);
  const long = askHttp2(streaming, { ':path': '/long' });
  // What had not arrived when the end was said is nobody's, and may be asked again elsewhere.
  await Promise.all([arrived['/stream'].promise, arrived['/long'].promise]);
  const [began, before] = [Date.now(), outcome.whole];
  const stopped = site.stop();
  expect((await stream).body).toBe(': open\n\n');
  expect(Date.now() - began).toBeLessThan(1_000);
  expect((await long).body).toBe('half whole');
  await Promise.all([stopped, ...clients]);
  expect(outcome.failed).toEqual([]);
  expect(outcome.whole).toBeGreaterThan(before);
  expect(Date.now() - began).toBeLessThan(6_000);
  agent.destroy();
});
