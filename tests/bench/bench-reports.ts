import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { sql } from 'drizzle-orm';
import { inTransaction } from '@/access/in-transaction';
import type { Scope, System } from '@/access/scope';
import { loadTestData } from '@/cli/load-test-data';
import { closeDatabase, openDatabase } from '@/platform/db';
import { startEmbeddedPostgres } from '@/platform/embedded-postgres';
import { migrateDatabase } from '@/platform/migrate';
import { allTenantIds, systemScope } from '@/session/system-scope';
import { readReportRows } from '@/tickets/reports/read-report-rows';
import { readTicketReport } from '@/tickets/reports/read-ticket-report';
import { type ReportRange, reportRanges } from '@/tickets/reports/report-period';
import { settle } from './stand';

const amounts = { tickets: 100_000, tenants: 1 };
const chunk = 5_000;
const rounds = 5;

/** What each report of a hundred thousand tickets over two years asks of the database. */
export async function benchReports(): Promise<void> {
  const dataDir = mkdtempSync(path.join(os.tmpdir(), 'servicedesk-bench-'));
  process.env.DATA_DIR = dataDir;
  process.env.SECRET_KEY = 'a-secret-key-of-the-benchmark-0123456789';
  const postgres = await startEmbeddedPostgres({ dataDir });
  const { runtime } = await migrateDatabase(postgres.adminUrl);
  openDatabase(runtime);
  try {
    await loadTestData({ tenants: amounts.tenants, tickets: amounts.tickets });
    const [tenantId = ''] = await allTenantIds();
    const scope = await systemScope(tenantId, 'bench');
    await spread(scope);
    await settle(postgres.adminUrl);
    process.stdout.write(`${amounts.tickets} tickets of one tenant\n\n`);
    process.stdout.write(
      '| range | report ms | by company ms | by technician ms |\n| --- | ---: | ---: | ---: |\n',
    );
    for (const range of reportRanges.filter((one) => one !== 'custom')) {
      await measure(scope, range);
    }
  } finally {
    await closeDatabase();
    await postgres.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

/** Over two years, each ticket as long as it was. */
async function spread(scope: Scope<System>) {
  const back = sql`make_interval(days => (number * 7) % 730)`;
  for (let first = 1; first <= amounts.tickets; first += chunk) {
    await inTransaction(scope, (tx) =>
      tx.execute(sql`update tickets set created_at = created_at - ${back},
        first_responded_at = first_responded_at - ${back}, resolved_at = resolved_at - ${back}
        where tenant_id = ${scope.tenant.id} and number between ${first} and ${first + chunk - 1}`),
    );
  }
}

async function measure(scope: Scope<System>, range: ReportRange) {
  const times = [
    await median(() => readTicketReport(scope, { range })),
    await median(() => readReportRows(scope, 'companies', { range })),
    await median(() => readReportRows(scope, 'technicians', { range })),
  ];
  process.stdout.write(`| ${range} | ${times.map((one) => one.toFixed(0)).join(' | ')} |\n`);
}

async function median(work: () => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let n = 0; n < rounds; n++) {
    const began = performance.now();
    await work();
    times.push(performance.now() - began);
  }
  return times.sort((a, b) => a - b)[Math.floor(rounds / 2)]!;
}
