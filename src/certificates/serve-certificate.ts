import 'server-only';
import { sql } from 'drizzle-orm';
import { atTheDoor } from '@/access/in-transaction';
import { log } from '@/platform/log';
import { openChallenge, openKey } from './sealed-keys';

/** What a handshake for a host shows. */
export interface ServedCertificate {
  /** PEM, leaf first. */
  chain: string;
  /** The private key in PEM. */
  key: string;
  notAfter: Date;
}

interface Row extends Record<string, unknown> {
  host: string;
  chain: string;
  key_sealed: string;
  not_after: string | Date;
}

/**
 * The current certificate of each of these hosts, from Postgres; hosts without one are absent.
 * One query however many hosts. Throws `DatabaseAway`.
 */
export async function certificatesOfHosts(
  hosts: string[],
): Promise<Map<string, ServedCertificate>> {
  if (hosts.length === 0) return new Map();
  const { rows } = await atTheDoor((tx) =>
    tx.execute<Row>(sql`select * from app.certificates_of_hosts(${sql.param(hosts)}::text[])`),
  );
  const served = new Map<string, ServedCertificate>();
  for (const { host, chain, key_sealed, not_after } of rows) {
    const key = openKey(key_sealed);
    if (key) served.set(host, { chain, key, notAfter: new Date(not_after) });
    else log.error('certificate.keyDoesNotOpen', { host });
  }
  return served;
}

/**
 * What `/.well-known/acme-challenge/‹token›` answers at a host, whoever ordered (RFC 8555, 8.3).
 * `asked`, and the keys of what comes back, are `‹host›/‹token›`.
 */
export async function challengeResponses(asked: string[]): Promise<Map<string, string>> {
  const { rows } = await atTheDoor((tx) =>
    tx.execute<{ asked: string; response: string | null }>(
      sql`select asked, app.challenge_response(split_part(asked, '/', 1), split_part(asked, '/', 2)) as response
          from unnest(${sql.param(asked)}::text[]) asked`,
    ),
  );
  return new Map(rows.flatMap(({ asked, response }) => (response ? [[asked, response]] : [])));
}

/** What a handshake that offers `acme-tls/1` is shown for each of these hosts (RFC 8737): PEM. */
export async function alpnChallenges(
  hosts: string[],
): Promise<Map<string, { cert: string; key: string }>> {
  const { rows } = await atTheDoor((tx) =>
    tx.execute<{ host: string; sealed: string | null }>(
      sql`select host, app.alpn_challenge(host) as sealed from unnest(${sql.param(hosts)}::text[]) host`,
    ),
  );
  const challenges = new Map<string, { cert: string; key: string }>();
  for (const { host, sealed } of rows) {
    const pair = sealed && openChallenge(sealed);
    if (pair) challenges.set(host, pair);
  }
  return challenges;
}
