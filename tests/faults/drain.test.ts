import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { serveTenant } from '~tests/setup/served-tenant';
import { startServer } from '~tests/setup/server-process';
import { onDatabase } from '~tests/setup/statement';
import { visit } from '~tests/setup/visit';

/** Fault 14. What is refused at the door (no connection) a balancer gives to another process. */
it('a server told to stop under load says so, ends what it began, and fails nothing', {
  timeout: 120_000,
}, async () => {
  const server = await startServer();
  const acme = await serveTenant(server, 'acme');
  const seen = { answered: 0, refused: 0, odd: [] as string[] };
  const opened: string[] = [];
  let going = true;
  const open = async (title: string) => {
    const body = { requesterId: acme.ids.contact, title, description: 'Under load' };
    const { status } = await acme.api('POST', '/tickets', { body });
    if (status === 201) opened.push(title);
    return status;
  };
  const read = async () => (await acme.contact.get('/tickets')).status;
  const work = Array.from({ length: 8 }, async (_, worker) => {
    for (let at = 1; going; at++) {
      try {
        const status = await (worker % 2 ? read() : open(`${worker}-${at}`));
        if (status === 200 || status === 201) seen.answered++;
        else seen.odd.push(`status ${status}`);
      } catch (error) {
        const { code } = error as NodeJS.ErrnoException;
        if (code !== 'ECONNREFUSED') seen.odd.push(String(code));
        seen.refused++;
        return;
      }
    }
  });
  const streaming = Promise.withResolvers<void>();
  const stream = visit(server.origin('acme'), '/api/events', {
    headers: { cookie: acme.contact.cookie() },
    onHead: streaming.resolve,
  });
  await Promise.race([streaming.promise, stream]);
  while (seen.answered <= 10 && !seen.odd.length) await sleep(20);
  const [began, before] = [Date.now(), seen.answered];
  const ended = server.end('SIGTERM');
  await untilUnready(server.port);
  const code = await ended;
  const took = Date.now() - began;
  going = false;
  await Promise.all(work);
  expect(seen.odd).toEqual([]);
  expect(seen.answered).toBeGreaterThan(before);
  expect((await stream).headers['content-type']).toMatch(/^text\/event-stream/);
  expect(code).toBe(0);
  expect(took).toBeLessThan(25_000);
  const rows = await onDatabase<{ title: string }>(
    server.databaseUrl,
    "SELECT title FROM tickets WHERE description = 'Under load'",
  );
  expect(rows.map(({ title }) => title).sort()).toEqual(opened.sort());
  await server.stop();
});

/** Before it stops accepting: balancers look away first. */
async function untilUnready(port: number): Promise<void> {
  for (const deadline = Date.now() + 2_000; Date.now() < deadline; await sleep(20)) {
    const answer = await fetch(`http://127.0.0.1:${port}/readyz`);
    if (answer.status === 503) {
      expect((await fetch(`http://127.0.0.1:${port}/healthz`)).status).toBe(200);
      return;
    }
  }
  throw new Error('/readyz never said that the server is stopping');
}
