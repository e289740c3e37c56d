import 'server-only';
import { randomBytes } from 'node:crypto';
import { getServers } from 'node:dns';
import { acmeLibrary } from '@/certificates/acme-library';
import { ask } from '@/certificates/authority';
import { readWildcardFiles, warningOf, wildcardFiles } from '@/certificates/wildcard-files';
import { findUpdateFault } from '@/certificates/wildcard-proof';
import { clock } from '@/platform/clock';
import { type DnsClient, dnsClient } from '@/platform/dns-client';
import { type Env, readEnv } from '@/platform/env';
import { ordersManagedHosts, ordersWildcard } from '@/tenants/urls';
import { explainFailure } from './explain-failure';
import { type Finding, fault, note, ok } from './finding';

/**
 * Whether the hosts of this installation can be reached and get their certificates: DNS of the
 * base domain, HTTPS, the certificate authority, the one certificate of the managed hosts.
 */
export async function examineHosts(env: Env = readEnv()): Promise<Finding[]> {
  const dns = dnsClient({ resolvers: env.DNS_RESOLVERS });
  const [names, authority, wildcard] = await Promise.all([
    examineNames(env, dns),
    examineAuthority(env),
    examineWildcard(env),
  ]);
  return [...names, https(env), ...authority, ...wildcard];
}

/** The base domain and every label below it must lead to the same place. */
async function examineNames({ BASE_DOMAIN, DNS_RESOLVERS }: Env, dns: DnsClient) {
  const base = BASE_DOMAIN;
  if (/(^|\.)localhost$/.test(base)) {
    return [
      note('DNS', `${base} resolves on this machine alone: choose BASE_DOMAIN to be reached`),
    ];
  }
  const label = `x${randomBytes(6).toString('hex')}.${base}`;
  const [own, below] = await Promise.all([addresses(dns, base), addresses(dns, label)]);
  const resolvers = DNS_RESOLVERS.length > 0 ? DNS_RESOLVERS : getServers();
  if (!own || !below) {
    const whose = DNS_RESOLVERS.length > 0 ? 'DNS_RESOLVERS' : 'this machine';
    const says = `no answer about ${base} from the resolvers of ${whose} (${resolvers.join(', ')})`;
    return [fault('DNS resolvers', says)];
  }
  const answered = ok('DNS resolvers', 'answer');
  if (own.length === 0) {
    const says = `${base} has no address: enter A or AAAA records that lead to this server`;
    return [answered, fault('base domain', says)];
  }
  const found = ok('base domain', `${base} is ${own.join(', ')}`);
  if (below.length === 0) {
    const says = `*.${base} has no address: enter a wildcard record, so that every portal is found`;
    return [answered, found, fault('managed hosts', says)];
  }
  if (own.join() !== below.join()) {
    const says = `*.${base} is ${below.join(', ')}, and ${base} is ${own.join(', ')}: lead both here`;
    return [answered, found, fault('managed hosts', says)];
  }
  return [answered, found, ok('managed hosts', `*.${base} leads to the same place`)];
}

/** Sorted; undefined where nobody answered. CNAMEs are followed. */
async function addresses(dns: DnsClient, name: string): Promise<string[] | undefined> {
  let at = name;
  for (let leaps = 0; leaps < 8; leaps++) {
    const answers = await Promise.all([dns.ask(at, 'A'), dns.ask(at, 'AAAA')]);
    const records = answers.flatMap((answer) => answer.records);
    const alias = records.find((record) => record.type === 'CNAME');
    if (!alias) {
      const known = answers.some(({ rcode }) => rcode === 'NOERROR' || rcode === 'NXDOMAIN');
      return known ? records.map((record) => record.value).sort() : undefined;
    }
    at = alias.value;
  }
  return [];
}

function https({ HTTPS_PORT, TRUSTED_PROXIES }: Env): Finding {
  if (HTTPS_PORT !== undefined) return ok('HTTPS', `is served on port ${HTTPS_PORT}`);
  return TRUSTED_PROXIES.length > 0
    ? ok('HTTPS', 'is served by the proxies in front')
    : note('HTTPS', 'HTTPS_PORT is unset: hosts answer over plain HTTP');
}

async function examineAuthority(env: Env): Promise<Finding[]> {
  const what = 'certificate authority';
  const { ACME_DIRECTORY_URL: url, ACME_HTTP_PORT, PORT } = env;
  if (!url) return [note(what, 'ACME_DIRECTORY_URL is unset: no certificates are ordered')];
  const name = new URL(url).host;
  const answer = await ask(async () =>
    (await acmeLibrary()).axios.get<Record<string, unknown>>(url),
  ).catch((error: Error) => ({ kind: 'away' as const, reason: error.message }));
  if (answer.kind !== 'done') {
    const why = answer.kind === 'away' ? answer.reason : answer.detail;
    return [
      fault(what, `${name} does not answer (${why}): see ACME_DIRECTORY_URL and the firewall`),
    ];
  }
  if (typeof answer.value.data?.newOrder !== 'string') {
    return [fault(what, `ACME_DIRECTORY_URL does not lead to an ACME directory (RFC 8555)`)];
  }
  const reached = ok(what, `${name} answers`);
  if ((ACME_HTTP_PORT ?? PORT) === 80) return [reached];
  const says =
    ACME_HTTP_PORT === undefined
      ? `the authority and visitors ask on port 80: lead that to ${PORT} here (PORT)`
      : `ACME_HTTP_PORT says that they ask on port ${ACME_HTTP_PORT} instead: unset it if they don’t`;
  return [reached, note('port 80', says)];
}

async function examineWildcard(env: Env): Promise<Finding[]> {
  const what = 'wildcard';
  const base = env.BASE_DOMAIN;
  const files = wildcardFiles(env);
  if (files) {
    try {
      const { chain, notAfter } = readWildcardFiles(files);
      const warning = warningOf(chain, base, clock.now());
      if (!warning) return [ok(what, `the operator’s own, until ${day(notAfter)}`)];
      return [notAfter < clock.now() ? fault(what, warning) : note(what, warning)];
    } catch (error) {
      return [fault(what, (error as Error).message)];
    }
  }
  if (ordersWildcard(env)) {
    const wrong = await findUpdateFault(env);
    if (wrong) return [fault(what, await explainFailure(wrong))];
    const says = `ordered by DNS-01; ${env.RFC2136_NAMESERVER} takes our updates`;
    return [
      env.RFC2136_TSIG_KEY ? ok(what, says) : note(what, `${says}, unsigned: set RFC2136_TSIG_KEY`),
    ];
  }
  if (!ordersManagedHosts(env)) return [];
  const says = `none: each portal gets a certificate of its own, about 40 a week. See WILDCARD_CERT_FILE and RFC2136_NAMESERVER`;
  return [note(what, says)];
}

const day = (date: Date) => date.toISOString().slice(0, 10);
