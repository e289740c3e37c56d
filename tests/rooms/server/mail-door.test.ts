import { eq } from 'drizzle-orm';
import { createTransport, type SendMailOptions } from 'nodemailer';
import { afterAll, expect, it } from 'vitest';
import { inTenant } from '@/access/in-transaction';
import type { TenantIdentity } from '@/access/scope';
import { openRaw } from '@/notifications/inbound/raw-store';
import { inboundMails } from '@/notifications/inbound/tables';
import { openMailDoor } from '@/server/mail-door';
import { freshDatabase } from '~tests/setup/fresh-database';
import { makeTenant } from '~tests/setup/tenants';

await freshDatabase();
const [tenant, other] = [await makeTenant('One'), await makeTenant('Two')];
const door = await openMailDoor({ port: 0, host: '127.0.0.1' });
afterAll(() => door.close());

const transport = createTransport({ host: '127.0.0.1', port: door.port, secure: false });
const at = ({ managedHost }: TenantIdentity, name = 'support') => `${name}@${managedHost}`;
const send = (mail: SendMailOptions) =>
  transport.sendMail({ from: 'jane@customer.test', text: 'Hello', ...mail }).then(
    ({ accepted, rejected, response }) => ({
      accepted,
      rejected,
      code: Number(response.slice(0, 3)),
    }),
    (error) => ({ accepted: [], rejected: [], code: error.responseCode as number }),
  );
const mailsOf = ({ id }: TenantIdentity) =>
  inTenant(id, (tx) => tx.select().from(inboundMails).where(eq(inboundMails.tenantId, id)));

it('takes in what is addressed to a host of a tenant, whole, before it says so', async () => {
  const text = `Hello.\n.\n..dots\n${'x'.repeat(5000)}`;
  const answer = await send({ to: at(tenant), subject: 'Whole', text });
  expect(answer.code).toBe(250);
  const [row] = await mailsOf(tenant);
  expect(row).toMatchObject({
    state: 'waiting',
    envelopeFrom: 'jane@customer.test',
    envelopeTo: [at(tenant)],
    remoteAddress: '127.0.0.1',
  });
  const raw = Buffer.concat(await (await openRaw(row!.storageKey))!.toArray()).toString();
  expect(raw).toHaveLength(row!.size);
  expect(raw).toContain('Hello.\r\n.\r\n..dots\r\n');
});

it('relays nothing: an address of nobody’s host is refused', async () => {
  for (const to of ['someone@elsewhere.test', 'x@nobody.servicedesk.localhost', 'x@localhost']) {
    expect((await send({ to })).code).toBe(550);
  }
});

it('takes recipients of one tenant at a time; the sender brings the other by itself', async () => {
  const { accepted, rejected } = await send({
    to: [at(tenant, 'a'), at(other, 'b'), at(tenant, 'c')],
  });
  expect(accepted).toEqual([at(tenant, 'a'), at(tenant, 'c')]);
  expect(rejected).toEqual([at(other, 'b')]);
  expect(await mailsOf(other)).toEqual([]);
});

it('refuses more than 50 MB for good, and goes on', async () => {
  const before = (await mailsOf(tenant)).length;
  const raw = `Subject: large\r\n\r\n${'y'.repeat(70)}\r\n`.padEnd(51 * 1024 * 1024, 'z\r\n');
  expect((await send({ to: at(tenant), raw })).code).toBe(552);
  expect(await mailsOf(tenant)).toHaveLength(before);
  expect((await send({ to: at(tenant), subject: 'After it' })).code).toBe(250);
});
