import { afterAll, beforeAll, expect, it } from 'vitest';
import { type ServedTenant, serveTenant } from '~tests/setup/served-tenant';
import { type ServerProcess, startServer } from '~tests/setup/server-process';
import { onDatabase } from '~tests/setup/statement';

/** Technicians' words about a ticket are looked for in the raw answers that its contact gets. */
let server: ServerProcess;
let a: ServedTenant;
const tag = 'Difficult customer';

beforeAll(async () => {
  server = await startServer();
  a = await serveTenant(server, 'alphorn', { tickets: 2 });
  const changed = await a.api('PATCH', `/tickets/${a.numbers[0]}`, { body: { tags: [tag] } });
  expect(changed.json.tags).toEqual([tag]);
  await a.api('POST', `/tickets/${a.numbers[0]}/replies`, { body: { body: 'On its way.' } });
}, 180_000);
afterAll(() => server?.stop());

it('stand in the console', async () => {
  expect((await a.admin.get(`/console/tickets/${a.numbers[0]}`)).text).toContain(tag);
});

it.each(['/', '/tickets', '/tickets?tag=Difficult', '/tickets?q=Difficult', 'the ticket'])(
  'are nowhere in what a contact gets of %s',
  async (path) => {
    const address = path === 'the ticket' ? `/tickets/${a.numbers[0]}` : path;
    for (const headers of [undefined, { rsc: '1' }]) {
      const answer = await a.contact.get(address, headers);
      expect(answer.status).toBeLessThan(400);
      expect(answer.text).not.toContain(tag);
    }
  },
);

it('don’t narrow a contact’s list, which would tell of them', async () => {
  const { text } = await a.contact.get(`/tickets?tag=${encodeURIComponent(tag)}`);
  for (const number of a.numbers) expect(text).toContain(`/tickets/${number}`);
});

it('are in no mail', async () => {
  const mails = await onDatabase<{ mail: string }>(
    server.databaseUrl,
    'SELECT m::text AS mail FROM outbox_messages m WHERE tenant_id = $1',
    [a.id],
  );
  expect(mails.length).toBeGreaterThan(0);
  expect(mails.filter(({ mail }) => mail.includes(tag))).toEqual([]);
});
