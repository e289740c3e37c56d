import 'server-only';
import { sql } from 'drizzle-orm';
import { atTheDoor, forInstallation } from '@/access/in-transaction';
import { clock } from '@/platform/clock';
import { readEnv } from '@/platform/env';
import { ordersManagedHosts } from '@/tenants/urls';
import { checkKey } from './due-domains';
import { orderKey } from './order-certificate';

type Kind = 'order' | 'check' | 'renew' | 'ari' | 'firstOrder';

/** What is due → the job that does it, the name of its id, and its key in the queue. */
const jobs = {
  order: { job: 'workOnOrder', id: 'orderId', key: orderKey },
  check: { job: 'checkDomain', id: 'domainId', key: checkKey },
  renew: { job: 'renewCertificate', id: 'certificateId', key: (id) => `renew:${id}` },
  ari: { job: 'readRenewalInformation', id: 'certificateId', key: (id) => `ari:${id}` },
  firstOrder: { job: 'orderFirstCertificate', id: 'domainId', key: (id) => `firstOrder:${id}` },
} satisfies Record<Kind, { job: string; id: string; key: (id: string) => string }>;

interface Due extends Record<string, unknown> {
  kind: Kind;
  tenant_id: string;
  id: string;
}

const most = 500;

/**
 * Puts everything about domains and certificates whose time has come into the queue: each
 * minute, and at the start of a process. What a killed process left behind is among it, once its
 * lease has ended. Repeating is harmless: the key of a job that waits is taken over.
 */
export async function enqueueDueWork(): Promise<void> {
  const now = clock.now();
  const directory = readEnv().ACME_DIRECTORY_URL ?? null;
  const { rows } = await atTheDoor((tx) =>
    tx.execute<Due>(
      sql`select * from app.domain_work(${now.toISOString()}::timestamptz, ${most}, ${directory}, ${ordersManagedHosts()})`,
    ),
  );
  // Without an authority there is nothing to do but to look.
  const due = rows.filter(({ kind }) => kind === 'check' || directory !== null).map(jobOf);
  if (due.length === 0) return;
  await forInstallation((tx) =>
    tx.execute(sql`
      select app.enqueue(due.job, due.payload, null, due.key)
      from json_to_recordset(${JSON.stringify(due)}::json) as due(job text, payload json, key text)`),
  );
}

function jobOf({ kind, tenant_id: tenantId, id }: Due) {
  const { job, id: name, key } = jobs[kind];
  return { job, payload: { tenantId, [name]: id }, key: key(id) };
}
