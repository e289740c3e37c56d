import { createHmac } from 'node:crypto';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { eq } from 'drizzle-orm';
import { afterAll, afterEach, describe, expect, it, vi } from 'vitest';
import { inTenant, inTransaction } from '@/access/in-transaction';
import { jobs } from '@/jobs';
import { CreateWebhook, createWebhook } from '@/notifications/create-webhook';
import { deleteWebhook } from '@/notifications/delete-webhook';
import { deliverWebhook } from '@/notifications/deliver-webhook';
import { purgeDeliveries } from '@/notifications/purge-deliveries';
import { readDeliveries, readWebhook, readWebhooks } from '@/notifications/read-webhooks';
import { renewSecret } from '@/notifications/renew-secret';
import { replayDelivery } from '@/notifications/replay-delivery';
import { resealWebhooks } from '@/notifications/reseal-webhooks';
import { resumeWebhooks } from '@/notifications/resume-webhooks';
import { switchOnWebhook } from '@/notifications/switch-on-webhook';
import { webhookDeliveries, webhooks } from '@/notifications/tables';
import { tellWebhooks } from '@/notifications/tell-webhooks';
import { clock, days, hours, minutes } from '@/platform/clock';
import { newId } from '@/platform/ids';
import { freshDatabase } from '~tests/setup/fresh-database';
import { auditOf, refusalOf, withAudit } from '~tests/setup/proofs';
import { onDatabase } from '~tests/setup/statement';
import {
  asApiKey,
  asContact,
  asSystem,
  asTechnician,
  makeTenant,
  nextRequest,
} from '~tests/setup/tenants';

// Some of the events below are made up, and no screen has words for them.
const { record } = await vi.importActual<typeof import('@/audit/record')>('@/audit/record');
const urls = await freshDatabase();
const reach = {
  allowed: new Set(['127.0.0.1']),
  resolve: async (host: string) => (host === 'hooks.customer.test' ? ['127.0.0.1'] : [host]),
};

/** A real receiver on the loopback, that answers as a test says. */
const received: { headers: IncomingHttpHeaders; body: string }[] = [];
const never = 0;
let answer = 200;
let connections = 0;
const receiver = createServer((request, response) => {
  let body = '';
  request.on('data', (part: Buffer) => {
    body += part;
  });
  request.on('end', () => {
    received.push({ headers: request.headers, body });
    if (answer === never) return;
    response.writeHead(answer, answer === 302 ? { Location: '/elsewhere' } : {}).end('seen');
  });
});
receiver.on('connection', () => connections++);
await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
const { port } = receiver.address() as AddressInfo;
const url = `http://hooks.customer.test:${port}/in?source=desk`;

const realNow = clock.now;
afterEach(() => {
  clock.now = realNow;
  answer = 200;
  connections = 0;
  received.length = 0;
});
afterAll(() => receiver.close().closeAllConnections());
const later = (milliseconds: number) => {
  const at = Date.now() + milliseconds;
  clock.now = () => new Date(at);
};

/** A tenant with one webhook, an admin whose session knows of it, and the server's own scope. */
async function told(events = ['*']) {
  const tenant = await makeTenant();
  const before = await asTechnician(tenant, 'admin');
  const { id, secret } = await createWebhook(before, { url, events, secret: 's3cret' }, reach);
  const [admin, system] = [await nextRequest(before), await asSystem(tenant)];
  const happen = async (event: string, after: Record<string, unknown> = { number: 7 }) => {
    await inTransaction(admin, (tx) => record(tx, admin, event, newId(), { after }));
    return (await auditOf(tenant)).at(-1)!;
  };
  const deliveries = async () => (await readDeliveries(admin, id)).rows;
  /** What the jobs would do, one after the other. */
  const tell = async (event = 'ticket.closed') => {
    const entry = await happen(event);
    await tellWebhooks(system, { eventId: entry.id });
    return entry;
  };
  const deliver = (deliveryId: string) => deliverWebhook(system, { deliveryId }, reach);
  return { tenant, admin, system, id, secret, happen, tell, deliver, deliveries };
}

const jobsNamed = (name: string, tenantId: string) =>
  onDatabase<{ payload: Record<string, string> }>(
    urls.admin,
    `select j.payload from graphile_worker._private_jobs j
       join graphile_worker._private_tasks t on t.id = j.task_id
      where t.identifier = $1 and j.payload->>'tenantId' = $2`,
    [name, tenantId],
  );

describe('an event', () => {
  it('arrives signed over its time and its body, with ids and facts only', async () => {
    const { tenant, admin, tell, deliver, deliveries, secret } = await told();
    const entry = await tell();
    const [queued] = await deliveries();
    expect(queued).toMatchObject({ event: 'ticket.closed', eventId: entry.id, state: 'queued' });
    await deliver(queued!.id);
    const [{ headers, body }] = received as [(typeof received)[0]];
    expect(headers['content-type']).toBe('application/json');
    expect(headers.host).toBe(`hooks.customer.test:${port}`);
    expect(headers['servicedesk-event']).toBe('ticket.closed');
    expect(headers['servicedesk-delivery']).toBe(queued!.id);
    const [, seconds, hash] = /^t=(\d+),v1=([0-9a-f]{64})$/.exec(
      String(headers['servicedesk-signature']),
    )!;
    const made = createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex');
    expect(hash).toBe(made);
    expect(Math.abs(Number(seconds) - Date.now() / 1000)).toBeLessThan(5);
    expect(JSON.parse(body)).toEqual({
      id: entry.id,
      event: 'ticket.closed',
      at: entry.at.toISOString(),
      subjectId: entry.subjectId,
      actor: { kind: 'technician', id: admin.actor.id },
      before: null,
      after: { number: 7 },
    });
    expect(body).not.toContain(admin.actor.name);
    const [done] = await deliveries();
    expect(done).toMatchObject({ state: 'delivered', attempts: 1, lastStatus: 200 });
    expect(done!.deliveredAt).toBeInstanceOf(Date);
    expect(tenant.id).toBeTruthy();
  });

  it('orders its telling in the transaction of the deed, and is told by nobody’s asking', async () => {
    const { tenant, admin, happen } = await told();
    const entry = await happen('contact.created');
    const jobsOf = async () => (await jobsNamed('tellWebhooks', tenant.id)).map((j) => j.payload);
    expect(await jobsOf()).toContainEqual({ tenantId: tenant.id, eventId: entry.id });
    const before = (await jobsOf()).length;
    await inTransaction(admin, async (tx) => {
      await record(tx, admin, 'contact.created', newId());
      throw new Error('the deed failed');
    }).catch(() => {});
    expect(await jobsOf()).toHaveLength(before);
    const quiet = await asTechnician(await makeTenant(), 'admin');
    await inTransaction(quiet, (tx) => record(tx, quiet, 'contact.created', newId()));
    expect(await jobsNamed('tellWebhooks', quiet.tenant.id)).toEqual([]);
  });

  it('goes only to those that want it: by name, by noun, or all', async () => {
    const { admin, tell, system, deliveries } = await told(['ticket.opened']);
    const noun = await createWebhook(admin, { url, events: ['contact.*'] }, reach);
    await tell('ticket.opened');
    await tell('ticket.openedTwice');
    await tell('contact.created');
    await tell('contactImport.started');
    const events = (await readDeliveries(admin, noun.id)).rows.map(({ event }) => event);
    expect(events).toEqual(['contact.created']);
    expect((await deliveries()).map(({ event }) => event)).toEqual(['ticket.opened']);
    const next = await nextRequest(system);
    expect(next.settings.webhooks).toEqual({ events: ['contact.*', 'ticket.opened'] });
  });

  it('is told once, however often and by how many its jobs are run', async () => {
    const { system, tell, deliver, deliveries } = await told();
    const { id: eventId } = await tell();
    await Promise.all([tellWebhooks(system, { eventId }), tellWebhooks(system, { eventId })]);
    const all = await deliveries();
    expect(all).toHaveLength(1);
    await Promise.all([deliver(all[0]!.id), deliver(all[0]!.id)]);
    await deliver(all[0]!.id);
    expect(received).toHaveLength(1);
  });

  it('of another tenant is nobody’s to tell', async () => {
    const a = await told();
    const b = await told();
    const entry = await a.happen('ticket.closed');
    await tellWebhooks(b.system, { eventId: entry.id });
    expect(await b.deliveries()).toEqual([]);
    await a.tell();
    const [mine] = await a.deliveries();
    await b.deliver(mine!.id);
    expect(received).toEqual([]);
  });
});

describe('a new secret', () => {
  it('signs from now on, for a day beside the one before, with one entry and no trace of either', async () => {
    const { tenant, admin, id, secret: old, tell, deliver, deliveries } = await told();
    const { result, entries } = await withAudit(tenant, () => renewSecret(admin, { id }));
    expect(entries).toMatchObject([{ event: 'webhook.secretRenewed', subjectId: id }]);
    expect(JSON.stringify(entries)).not.toContain(result.secret);
    expect(result.secret).toMatch(/^whsec_[\w-]{43}$/);
    const signedBy = async (secrets: string[]) => {
      await tell();
      await deliver((await deliveries())[0]!.id);
      const { headers, body } = received.at(-1)!;
      const [seconds, ...hashes] = String(headers['servicedesk-signature']).split(',');
      const made = secrets.map((one) => {
        const hash = createHmac('sha256', one).update(`${seconds!.slice(2)}.${body}`);
        return `v1=${hash.digest('hex')}`;
      });
      expect(hashes).toEqual(made);
    };
    await signedBy([result.secret, old]);
    later(days(1) + 1_000);
    await signedBy([result.secret]);
  });

  it('is the admins’ alone, and another tenant’s webhook is not found', async () => {
    const { tenant, id } = await told();
    const technician = await asTechnician(tenant);
    expect(await refusalOf(renewSecret(technician, { id }))).toMatchObject({ status: 403 });
    const reads = await asApiKey(tenant, ['settings:read']);
    expect(await refusalOf(renewSecret(reads, { id }))).toMatchObject({ status: 403 });
    const stranger = await asTechnician(await makeTenant(), 'admin');
    expect(await refusalOf(renewSecret(stranger, { id }))).toMatchObject({ status: 404 });
  });
});

describe('a receiver that fails', () => {
  it('is asked again, ever more rarely, and then gets the same event', async () => {
    const { system, tell, deliver, deliveries } = await told();
    const entry = await tell();
    const { id } = (await deliveries())[0]!;
    answer = 500;
    await deliver(id);
    const [first] = await deliveries();
    expect(first).toMatchObject({ state: 'queued', lastStatus: 500, lastError: 'badStatus' });
    await deliver(id); // too early
    expect(received).toHaveLength(1);
    later(minutes(1) + 1_000);
    answer = 302; // not followed
    await deliver(id);
    const [second] = await deliveries();
    expect(second).toMatchObject({ attempts: 2, lastStatus: 302, state: 'queued' });
    const wait = second!.nextTryAt!.getTime() - clock.now().getTime();
    expect(wait).toBeGreaterThanOrEqual(minutes(1.5));
    expect(wait).toBeLessThanOrEqual(minutes(2));
    answer = 204;
    later(hours(1));
    await deliver(id);
    expect((await deliveries())[0]).toMatchObject({ state: 'delivered', attempts: 3 });
    expect(received.map(({ body }) => JSON.parse(body).id)).toEqual([entry.id, entry.id, entry.id]);
    expect((await jobsNamed('deliverWebhook', system.tenant.id)).length).toBeGreaterThan(0);
  });

  it('is not asked by all that failed together at the same moment', async () => {
    const { tell, deliver, deliveries } = await told();
    for (let count = 0; count < 8; count++) await tell();
    answer = 503;
    later(0);
    for (const { id } of await deliveries()) await deliver(id);
    const times = new Set((await deliveries()).map(({ nextTryAt }) => nextTryAt!.getTime()));
    expect(times.size).toBeGreaterThan(4);
  });

  it('to answer at all is left alone for a while, by everything that waits for it', async () => {
    const { tell, deliver, deliveries, system } = await told();
    for (let count = 0; count < 3; count++) await tell();
    const [first, ...others] = (await deliveries()).map(({ id }) => id);
    answer = never;
    await deliver(first!);
    answer = 200;
    received.length = 0;
    for (const id of others) await deliver(id);
    expect(received).toEqual([]);
    expect((await deliveries()).map(({ attempts }) => attempts).sort()).toEqual([0, 0, 1]);
    later(minutes(4));
    await resumeWebhooks();
    const waiting = await jobsNamed('deliverWebhook', system.tenant.id);
    expect(waiting).toHaveLength(3);
    for (const id of others) await deliver(id);
    expect(received).toHaveLength(2);
  }, 30_000);

  it('for three days is switched off, with an entry; switched on it is told again', async () => {
    const { tenant, admin, id, tell, deliver, deliveries } = await told();
    await tell();
    const { id: deliveryId } = (await deliveries())[0]!;
    answer = 503;
    for (let at = 0, left = 40; left > 0; left--) {
      const [row] = await deliveries();
      if (row!.state !== 'queued') break;
      at = Math.max(at, row!.nextTryAt!.getTime() - Date.now()) + 1_000;
      later(at);
      await deliver(deliveryId);
    }
    expect(received.length).toBeGreaterThan(15);
    expect(clock.now().getTime() - Date.now()).toBeGreaterThan(hours(72));
    expect(clock.now().getTime() - Date.now()).toBeLessThan(hours(80));
    expect((await deliveries())[0]).toMatchObject({ state: 'failed', lastStatus: 503 });
    expect((await readWebhook(admin, id)).disabledAt).toBeInstanceOf(Date);
    const offs = (await auditOf(tenant)).filter(({ event }) => event === 'webhook.switchedOff');
    expect(offs).toHaveLength(1);
    expect(offs[0]).toMatchObject({ subjectId: id, actorKind: 'system' });
    expect((await nextRequest(admin)).settings.webhooks).toEqual({ events: [] });
    const replay = replayDelivery(admin, { id, deliveryId });
    expect(await refusalOf(replay)).toMatchObject({ key: 'webhooks.isOff', status: 409 });
    await switchOnWebhook(admin, { id });
    expect((await nextRequest(admin)).settings.webhooks).toEqual({ events: ['*'] });
    expect(await refusalOf(switchOnWebhook(admin, { id }))).toMatchObject({ status: 409 });
  });

  it('now and then stays on', async () => {
    const { admin, id, tell, deliver, deliveries } = await told();
    await tell();
    const { id: lost } = (await deliveries())[0]!;
    answer = 500;
    await deliver(lost);
    answer = 200;
    await tell('ticket.opened');
    await deliver((await deliveries())[0]!.id);
    later(hours(73));
    answer = 500;
    await deliver(lost);
    expect((await deliveries())[1]).toMatchObject({ id: lost, state: 'failed' });
    expect((await readWebhook(admin, id)).disabledAt).toBeNull();
  });

  it('while it was being told: another process goes on after the lease', async () => {
    const { tenant, tell, deliveries } = await told();
    await tell();
    const { id } = (await deliveries())[0]!;
    const forget = () =>
      onDatabase(urls.admin, 'delete from graphile_worker._private_jobs where key = $1', [
        `webhook:${id}`,
      ]);
    await forget();
    await resumeWebhooks();
    expect(await jobsNamed('deliverWebhook', tenant.id)).toEqual([]);
    later(minutes(2));
    await resumeWebhooks();
    const [job] = await jobsNamed('deliverWebhook', tenant.id);
    expect(job!.payload).toEqual({ tenantId: tenant.id, deliveryId: id });
    expect(jobs).toHaveProperty('deliverWebhook');
  });
});

describe('a private address', () => {
  it.each([
    'https://127.0.0.1/',
    'https://[::1]/',
    'https://169.254.169.254/latest/meta-data',
    'https://10.0.0.8:8443/in',
    'https://2130706433/', // 127.0.0.1
    'https://0x7f.1/',
    'https://[::ffff:127.0.0.1]/',
    'https://localhost/',
    'https://localhost./',
  ])('%s is refused when it is entered', async (address) => {
    const admin = await asTechnician(await makeTenant(), 'admin');
    const refusal = await refusalOf(createWebhook(admin, { url: address, events: ['*'] }));
    expect(refusal).toMatchObject({ status: 422, fields: { url: 'webhooks.privateAddress' } });
    expect(await readWebhooks(admin)).toEqual([]);
  });

  it('behind a name is refused too, and so is one among public ones', async () => {
    const admin = await asTechnician(await makeTenant(), 'admin');
    const resolve = async () => ['93.184.215.14', '192.168.1.1'];
    const input = { url: 'https://hooks.customer.test/', events: ['*'] };
    expect(await refusalOf(createWebhook(admin, input, { resolve }))).toMatchObject({
      fields: { url: 'webhooks.privateAddress' },
    });
    await createWebhook(admin, input, { resolve: async () => ['93.184.215.14'] });
    await createWebhook(admin, input, { resolve: async () => [] }); // may be found later
    expect(await readWebhooks(admin)).toHaveLength(2);
  });

  it('that the name leads to later gets no connection (DNS rebinding)', async () => {
    const { system, tell, deliveries, deliver } = await told();
    await tell();
    const { id } = (await deliveries())[0]!;
    await deliverWebhook(system, { deliveryId: id }, { resolve: reach.resolve });
    expect(connections).toBe(0);
    expect((await deliveries())[0]).toMatchObject({
      state: 'queued',
      lastStatus: null,
      lastError: 'privateAddress',
    });
    later(minutes(2));
    await deliver(id); // the same receiver hears where it is allowed: the test can fail
    expect(connections).toBe(1);
  });

  it.each([
    'ftp://hooks.customer.test/',
    'javascript:alert(1)',
    'hooks.customer.test',
    'https://user:word@hooks.customer.test/',
  ])('%s is no address of a receiver', async (address) => {
    const admin = await asTechnician(await makeTenant(), 'admin');
    const input = { url: address, events: ['*'] };
    expect(await refusalOf(createWebhook(admin, input, reach))).toMatchObject({
      status: 422,
      fields: { url: 'webhooks.badUrl' },
    });
  });

  it('nor may it be reached without encryption from a live installation', async () => {
    const { readEnv } = await import('@/platform/env');
    const { system, admin, tell, deliveries } = await told();
    await tell();
    const env = readEnv();
    const { NODE_ENV, DATABASE_URL } = env;
    Object.assign(env, { NODE_ENV: 'production', DATABASE_URL: 'postgres://live' });
    try {
      const input = { url, events: ['*'] };
      expect(await refusalOf(createWebhook(admin, input, reach))).toMatchObject({
        fields: { url: 'webhooks.httpsOnly' },
      });
      const { id } = (await deliveries())[0]!;
      await deliverWebhook(system, { deliveryId: id }, reach);
      expect((await deliveries())[0]).toMatchObject({ lastError: 'httpsOnly' });
      expect(connections).toBe(0);
    } finally {
      Object.assign(env, { NODE_ENV, DATABASE_URL });
    }
  });
});

describe('the verbs', () => {
  it('leave one entry each, without the address’s path and without the secret', async () => {
    const tenant = await makeTenant();
    const admin = await asTechnician(tenant, 'admin');
    const made = await withAudit(tenant, () =>
      createWebhook(admin, { url, events: ['*'], secret: 'topsecret' }, reach),
    );
    expect(made.events).toEqual(['webhook.created']);
    expect(JSON.stringify(made.entries)).not.toMatch(/topsecret|source=desk/);
    const { id } = made.result;
    const [row] = await inTenant(tenant.id, (tx) => tx.select().from(webhooks));
    expect(row!.secretSealed).not.toContain('topsecret');
    expect(JSON.stringify(await readWebhooks(admin))).not.toMatch(/topsecret|ealed/);
    const gone = await withAudit(tenant, () => deleteWebhook(admin, { id }));
    expect(gone.events).toEqual(['webhook.deleted']);
    expect(await readWebhooks(admin)).toEqual([]);
    expect((await nextRequest(admin)).settings.webhooks).toEqual({ events: [] });
  });

  it('replay sends the same event as a delivery of its own', async () => {
    const { tenant, admin, id, tell, deliver, deliveries } = await told(['ticket.closed']);
    const entry = await tell();
    const { id: deliveryId } = (await deliveries())[0]!;
    const onWay = replayDelivery(admin, { id, deliveryId });
    expect(await refusalOf(onWay)).toMatchObject({ key: 'webhooks.onItsWay' });
    await deliver(deliveryId);
    const { result, events } = await withAudit(tenant, () =>
      replayDelivery(admin, { id, deliveryId }),
    );
    expect(events).toEqual(['webhook.replayed']);
    expect(result).toMatchObject({ state: 'queued', eventId: entry.id, attempts: 0 });
    await deliver(result.id);
    expect(received).toHaveLength(2);
    expect(received[1]!.body).toBe(received[0]!.body);
    expect((await deliveries()).map((one) => one.id)).toEqual([result.id, deliveryId]);
  });

  it('are for admins and keys made for it; another tenant’s are not found', async () => {
    const { tenant, id, tell, deliver, deliveries } = await told();
    await tell();
    const { id: deliveryId } = (await deliveries())[0]!;
    await deliver(deliveryId);
    const deeds = [
      (scope) => createWebhook(scope, { url, events: ['*'] }, reach),
      (scope) => deleteWebhook(scope, { id }),
      (scope) => switchOnWebhook(scope, { id }),
      (scope) => replayDelivery(scope, { id, deliveryId }),
      (scope) => readWebhook(scope, id),
      (scope) => readDeliveries(scope, id),
    ] satisfies ((scope: Parameters<typeof createWebhook>[0]) => Promise<unknown>)[];
    const contact = (await asContact(tenant)) as never;
    const wrong = [await asTechnician(tenant), await asApiKey(tenant, ['tickets:write']), contact];
    for (const scope of wrong) {
      for (const deed of deeds) expect(await refusalOf(deed(scope))).toMatchObject({ status: 403 });
    }
    const stranger = await asTechnician(await makeTenant('Other IT'), 'admin');
    for (const deed of deeds.slice(1)) {
      expect(await refusalOf(deed(stranger))).toMatchObject({ key: 'notFound', status: 404 });
    }
    expect(await readWebhooks(stranger)).toEqual([]);
  });

  it('take events by name, noun or all, and at most twenty webhooks', async () => {
    const shape = (events: string[]) => CreateWebhook.safeParse({ url, events }).success;
    expect(['*', 'ticket.*', 'ticket.closed'].map((one) => shape([one]))).toEqual([
      true,
      true,
      true,
    ]);
    expect([[], ['ticket'], ['%'], ['ticket.%']].map(shape)).toEqual([false, false, false, false]);
    const admin = await asTechnician(await makeTenant(), 'admin');
    for (let n = 0; n < 20; n++) await createWebhook(admin, { url, events: ['*'] }, reach);
    const one = createWebhook(admin, { url, events: ['*'] }, reach);
    expect(await refusalOf(one)).toMatchObject({ key: 'webhooks.tooMany', status: 409 });
  });
});

it('the log is kept for thirty days, and what waits longer', async () => {
  const { system, tell, deliver, deliveries } = await told();
  await tell();
  await deliver((await deliveries())[0]!.id);
  expect(await purgeDeliveries(system)).toEqual({ removed: 0 });
  await tell('ticket.opened');
  later(days(31));
  expect(await purgeDeliveries(system)).toEqual({ removed: 1 });
  expect((await deliveries()).map(({ state }) => state)).toEqual(['queued']);
});

it('secrets are sealed anew under a new key, and sign as before', async () => {
  const { masterKeys, newToken } = await import('@/platform/crypto');
  const { system, tell, deliver, deliveries, id } = await told();
  const sealed = async () =>
    (
      await inTenant(system.tenant.id, (tx) =>
        tx.select().from(webhooks).where(eq(webhooks.id, id)),
      )
    )[0]!.secretSealed;
  const before = await sealed();
  await resealWebhooks(system);
  expect(await sealed()).toBe(before);
  masterKeys().unshift(newToken());
  await resealWebhooks(system);
  expect(await sealed()).not.toBe(before);
  masterKeys().splice(1);
  await tell();
  await deliver((await deliveries())[0]!.id);
  expect(received).toHaveLength(1);
  const rows = await inTenant(system.tenant.id, (tx) => tx.select().from(webhookDeliveries));
  expect(rows[0]!.state).toBe('delivered');
});
