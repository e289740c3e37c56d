import 'server-only';
import type { Client } from 'pg';
import type { Failure } from '@/certificates/tables';
import {
  readWildcardFiles,
  type WildcardFiles,
  wildcardFiles,
} from '@/certificates/wildcard-files';
import { readEnv } from '@/platform/env';
import { ordersWildcard } from '@/tenants/urls';
import { explainFailure } from './explain-failure';

export interface ListedDomain {
  host: string;
  kind: 'managed' | 'custom';
  tenant: string;
  state: string;
  stateSince: Date;
  isPrimary: boolean;
  cause: Failure | null;
  checkedAt: Date | null;
  certificate: { issuer: string; notAfter: Date; renewAt: Date } | null;
  /** The order under way: when it goes on, and what kept it from its certificate so far. */
  order: { nextTryAt: Date; failure: Failure | null } | null;
}

/** The one certificate of all managed hosts: the operator's own, or the one that is ordered. */
export interface ListedWildcard {
  host: string;
  source: 'files' | 'ordered';
  notAfter: Date | null;
  renewAt: Date | null;
  nextTryAt: Date | null;
  failure: Failure | null;
}

interface Row extends Omit<ListedDomain, 'certificate' | 'order'> {
  notAfter: Date | null;
  renewAt: Date | null;
  issuer: string | null;
  nextTryAt: Date | null;
  failure: Failure | null;
}

/** Every host of every tenant, by name: through the door that only the owner may use. */
export async function listDomains(owner: Client): Promise<ListedDomain[]> {
  const { rows } = await owner.query<Row>(
    `SELECT host, kind, slug AS tenant, state, state_since AS "stateSince", is_primary AS "isPrimary", cause,
       checked_at AS "checkedAt", not_after AS "notAfter", renew_at AS "renewAt", issuer,
       next_try_at AS "nextTryAt", failure
     FROM app.list_domains()`,
  );
  return rows.map(({ notAfter, renewAt, issuer, nextTryAt, failure, ...domain }) => ({
    ...domain,
    certificate: notAfter && renewAt ? { issuer: issuer ?? '', notAfter, renewAt } : null,
    order: nextTryAt ? { nextTryAt, failure } : null,
  }));
}

/** Undefined where managed hosts have certificates of their own, or none. */
export async function readWildcard(owner: Client): Promise<ListedWildcard | undefined> {
  const base = readEnv().BASE_DOMAIN;
  const host = `*.${base}`;
  const none = { notAfter: null, renewAt: null, nextTryAt: null, failure: null };
  const files = wildcardFiles();
  if (files) {
    return { host, source: 'files', ...none, notAfter: endOf(files) };
  }
  if (!ordersWildcard()) return undefined;
  const { rows } = await owner.query<Omit<ListedWildcard, 'host' | 'source'>>(
    `SELECT not_after AS "notAfter", renew_at AS "renewAt", next_try_at AS "nextTryAt", failure
     FROM installation.wildcards WHERE base_domain = $1`,
    [base],
  );
  return { host, source: 'ordered', ...none, ...rows[0] };
}

/** Null where the files can't be used: `doctor` says why. */
function endOf(files: WildcardFiles): Date | null {
  try {
    return readWildcardFiles(files).notAfter;
  } catch {
    return null;
  }
}

/** A line a host: name, tenant, state, and what there is to say about its certificate. */
export async function domainLines(
  domains: ListedDomain[],
  wildcard: ListedWildcard | undefined,
): Promise<string> {
  const lines = domains.map(async ({ host, tenant, state, cause, certificate, order }) => {
    const failure = order?.failure ?? cause;
    const parts = [
      ...(certificate ? ends(certificate) : []),
      ...(order ? [`next try ${moment(order.nextTryAt)}`] : []),
      ...(failure ? [await explainFailure(failure)] : []),
    ];
    return [host, tenant, state, parts.join(', ')].join('\t').trimEnd();
  });
  const first = wildcard ? [await wildcardLine(wildcard)] : [];
  return [...first, ...(await Promise.all(lines))].join('\n');
}

async function wildcardLine({
  host,
  source,
  notAfter,
  renewAt,
  nextTryAt,
  failure,
}: ListedWildcard) {
  const parts = [
    ...(notAfter ? ends({ notAfter, renewAt }) : ['no certificate yet']),
    ...(failure && nextTryAt ? [`next try ${moment(nextTryAt)}`] : []),
    ...(failure ? [await explainFailure(failure)] : []),
  ];
  return [host, '', source, parts.join(', ')].join('\t');
}

const ends = ({ notAfter, renewAt }: { notAfter: Date; renewAt: Date | null }) => [
  `certificate until ${moment(notAfter)}`,
  ...(renewAt ? [`renewal ${moment(renewAt)}`] : []),
];

/** To the minute, in UTC. */
const moment = (date: Date) => `${date.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
