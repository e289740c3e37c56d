import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import { createTransport } from 'nodemailer';
import { inTenant } from '@/access/in-transaction';
import type { TenantIdentity } from '@/access/scope';
import { crontab, jobs } from '@/jobs';
import { inboundMails } from '@/notifications/inbound/tables';
import { companies, contacts } from '@/people/tables';
import { closeDatabase, openDatabase } from '@/platform/db';
import { startEmbeddedPostgres } from '@/platform/embedded-postgres';
import { newId } from '@/platform/ids';
import { migrateDatabase } from '@/platform/migrate';
import { startJobs } from '@/server/job-runner';
import { openMailDoor } from '@/server/mail-door';
import { systemScope } from '@/session/system-scope';
import { createTenant } from '@/tenants/create-tenant';
import { createDefaultStatuses } from '@/tickets/default-statuses';
import { startDnsServer } from '~tests/setup/dns-server';

/** Mails a second, for so many seconds: the goal is that none waits for long. */
const rate = 20;
const seconds = 60;
const people = 200;

/** Sends mail at a steady rate by SMTP, and waits until each is a ticket. */
export async function benchInbound(): Promise<void> {
  const dataDir = mkdtempSync(path.join(os.tmpdir(), 'servicedesk-bench-'));
  const dns = await startDnsServer();
  dns.set('customer.test', 'TXT', 'v=spf1 ip4:127.0.0.1 -all');
  Object.assign(process.env, {
    DATA_DIR: dataDir,
    SECRET_KEY: 'a-secret-key-of-the-benchmark-0123456789',
    DNS_RESOLVERS: dns.address,
    MAIL_INBOUND_PORT: '0',
    LOG_LEVEL: 'silent',
  });
  const postgres = await startEmbeddedPostgres({ dataDir });
  const urls = await migrateDatabase(postgres.adminUrl);
  openDatabase(urls.runtime);
  const door = await openMailDoor({ port: 0, host: '127.0.0.1' });
  const runner = startJobs(urls.jobs, { jobs, crontab, atStart: [] });
  try {
    const tenant = await aTenant();
    const began = performance.now();
    const waits = await sendAll(door.port, tenant);
    const sent = performance.now();
    await untilRead(tenant);
    const read = performance.now();
    const outcome = await outcomes(tenant);
    const p95 = waits.sort((a, b) => a - b)[Math.floor(waits.length * 0.95)]!;
    process.stdout.write(
      `${rate * seconds} mails in ${((sent - began) / 1000).toFixed(1)} s; accepted p95 ${p95.toFixed(0)} ms; ` +
        `all read ${((read - sent) / 1000).toFixed(1)} s after the last; ${JSON.stringify(outcome)}\n`,
    );
  } finally {
    await runner.stop();
    await door.close();
    await closeDatabase();
    await postgres.stop();
    await dns.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

async function aTenant(): Promise<TenantIdentity> {
  const tenant = await createTenant({ slug: 'bench', name: 'Bench', timeZone: 'Europe/Berlin' });
  await createDefaultStatuses(await systemScope(tenant.id, 'bench'));
  const companyId = newId();
  await inTenant(tenant.id, async (tx) => {
    await tx.insert(companies).values({ tenantId: tenant.id, id: companyId, name: 'Customer' });
    await tx.insert(contacts).values(
      Array.from({ length: people }, (_, at) => ({
        tenantId: tenant.id,
        id: newId(),
        companyId,
        name: `Person ${at}`,
        email: `person-${at}@customer.test`,
        username: `person-${at}`,
      })),
    );
  });
  return tenant;
}

/** How long each took to be accepted, in milliseconds; one that is late delays no other. */
async function sendAll(port: number, { managedHost }: TenantIdentity): Promise<number[]> {
  const transport = createTransport({ host: '127.0.0.1', port, pool: true, maxConnections: 10 });
  const began = performance.now();
  const sending: Promise<number>[] = [];
  for (let at = 0; at < rate * seconds; at++) {
    await sleep(Math.max(0, began + (at * 1000) / rate - performance.now()));
    const from = performance.now();
    const mail = {
      from: `person-${at % people}@customer.test`,
      to: `support@${managedHost}`,
      subject: `Matter ${at}`,
      text: `This is matter ${at}.\n\n${'Some words more. '.repeat(100)}`,
      html: `<p>This is matter ${at}.</p>`,
    };
    sending.push(transport.sendMail(mail).then(() => performance.now() - from));
  }
  const waits = await Promise.all(sending);
  transport.close();
  return waits;
}

async function untilRead(tenant: TenantIdentity): Promise<void> {
  while ((await outcomes(tenant)).waiting) await sleep(100);
}

async function outcomes(tenant: TenantIdentity): Promise<Record<string, number>> {
  const rows = await inTenant(tenant.id, (tx) =>
    tx
      .select({ state: inboundMails.state, count: sql<number>`count(*)::int` })
      .from(inboundMails)
      .groupBy(inboundMails.state),
  );
  return Object.fromEntries(rows.map(({ state, count }) => [state, count]));
}
