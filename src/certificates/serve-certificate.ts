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
  const wanted = sql.join(
    hosts.map((host) => sql`${host}`),
    sql`, `,
  );
  const { rows } = await atTheDoor((tx) =>
    tx.execute<Row>(sql`select * from app.certificates_of_hosts(array[${wanted}]::text[])`),
  );
  const served = new Map<string, ServedCertificate>();
  for (const { host, chain, key_sealed, not_after } of rows) {
    const key = openKey(key_sealed);
    if (key) served.set(host, { chain, key, notAfter: new Date(not_after) });
    else log.error('certificate.keyDoesNotOpen', { host });
  }
  return served;
}

/** What `/.well-known/acme-challenge/‹token›` answers at this host, whoever ordered (RFC 8555, 8.3). */
export async function challengeResponse(host: string, token: string): Promise<string | undefined> {
  const { rows } = await atTheDoor((tx) =>
    tx.execute<{ response: string | null }>(
      sql`select app.challenge_response(${host}, ${token}) as response`,
    ),
  );
  return rows[0]?.response ?? undefined;
}

/** What a handshake that offers `acme-tls/1` is shown for this host (RFC 8737): PEM. */
export async function alpnChallenge(
  host: string,
): Promise<{ cert: string; key: string } | undefined> {
  const { rows } = await atTheDoor((tx) =>
    tx.execute<{ sealed: string | null }>(sql`select app.alpn_challenge(${host}) as sealed`),
  );
  const sealed = rows[0]?.sealed;
  return sealed ? openChallenge(sealed) : undefined;
}
