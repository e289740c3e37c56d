import 'server-only';
import { sql } from 'drizzle-orm';
import { atTheDoor } from '@/access/in-transaction';
import { wildcardPair } from '@/certificates/wildcard';
import { clock } from '@/platform/clock';
import { readEnv } from '@/platform/env';
import { DatabaseAway } from '@/platform/errors';
import { hasWildcard } from '@/tenants/urls';

/** Milliseconds for which what the database said is told again: a scrape more costs nothing. */
const keptFor = 60_000;

interface Said {
  expiries: { host: string; notAfter: number }[];
  issued: number;
  failed: number;
}

const kept: { said: Said | undefined; readAt: number; reading: Promise<void> | undefined } = {
  said: undefined,
  readAt: 0,
  reading: undefined,
};

/**
 * What Prometheus learns of the whole installation's certificates. While the database is away it
 * is what was known before, or nothing.
 */
export async function certificateMetrics(): Promise<string> {
  if (Date.now() - kept.readAt > keptFor) {
    kept.reading ??= read().finally(() => {
      kept.reading = undefined;
    });
    await kept.reading;
  }
  return kept.said ? text(kept.said) : '';
}

async function read(): Promise<void> {
  try {
    const [expiries, totals] = await atTheDoor(async (tx) => [
      await tx.execute<{ host: string; ends: string }>(
        sql`select host, extract(epoch from not_after) as ends from app.certificate_expiries(${!hasWildcard()})`,
      ),
      await tx.execute<{ issued: string; failed: string }>(
        sql`select sum(issued) as issued, sum(failed) as failed from (
          select issued, failed from app.issuance_totals()
          union all select issued, failed from installation.wildcards) all_orders`,
      ),
    ]);
    const own = expiries.rows.map(({ host, ends }) => ({ host, notAfter: Number(ends) }));
    kept.said = {
      expiries: [...own, ...(await wildcardExpiry())],
      issued: Number(totals.rows[0]?.issued ?? 0),
      failed: Number(totals.rows[0]?.failed ?? 0),
    };
  } catch (error) {
    if (!(error instanceof DatabaseAway)) throw error;
  }
  kept.readAt = Date.now();
}

/** Of the one certificate for all managed hosts, where there is one. */
async function wildcardExpiry() {
  const pair = hasWildcard() ? await wildcardPair() : undefined;
  const host = `*.${readEnv().BASE_DOMAIN}`;
  return pair ? [{ host, notAfter: pair.notAfter.getTime() / 1000 }] : [];
}

function text({ expiries, issued, failed }: Said): string {
  const now = clock.now().getTime() / 1000;
  return [
    '# HELP certificate_expiry_seconds Seconds until the certificate of the host ends.',
    '# TYPE certificate_expiry_seconds gauge',
    ...expiries.map(
      ({ host, notAfter }) =>
        `certificate_expiry_seconds{host="${host}"} ${Math.round(notAfter - now)}`,
    ),
    '# TYPE certificates_issued_total counter',
    `certificates_issued_total ${issued}`,
    '# TYPE certificate_failures_total counter',
    `certificate_failures_total ${failed}`,
    '',
  ].join('\n');
}
