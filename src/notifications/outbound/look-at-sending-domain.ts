import 'server-only';
import { dnsClient } from '@/platform/dns-client';
import { isSilent } from '@/platform/dns-records';
import { readEnv } from '@/platform/env';
import { registeredDomainOf } from '@/tenants/registered-domain';
import { dkimRecord, judgeDkim } from './dkim-record';
import type { DomainFinding } from './domain-finding';

/** Milliseconds for all of it; then what is missing counts as not answered. */
const patience = 15_000;
const mostAliases = 5;

interface Key {
  domain: string;
  selector: string;
  publicKey: string;
}

/**
 * Looks into the DNS for what receivers of a domain's mail look for: the key's record, without
 * which nothing is signed, and SPF and DMARC, which are advice. Never throws.
 */
export async function lookAtSendingDomain(key: Key): Promise<DomainFinding[]> {
  const dns = dnsClient({ resolvers: readEnv().DNS_RESOLVERS, patience });
  const ask = (name: string) => textsAt(dns, name);
  return Promise.all([dkim(ask, key), spf(ask, key.domain), dmarc(ask, key.domain)]);
}

type Ask = (name: string) => Promise<string[] | 'silent'>;

async function dkim(ask: Ask, key: Key): Promise<DomainFinding> {
  const { name, value } = dkimRecord(key);
  const found = await ask(name);
  const finding = { check: 'dkim' as const, name, expected: [value] };
  if (found === 'silent') return { ...finding, ...noAnswer };
  const cause = judgeDkim(found, key.publicKey);
  return { ...finding, found, cause, verdict: cause === null ? 'right' : 'wrong' };
}

/** Of the sender's domain. Mails leave from ours, so that none is needed; two are an error. */
async function spf(ask: Ask, name: string): Promise<DomainFinding> {
  const texts = await ask(name);
  const finding = { check: 'spf' as const, name, expected: [] };
  if (texts === 'silent') return { ...finding, ...noAnswer };
  const found = texts.filter((text) => /^v=spf1(?:\s|$)/i.test(text));
  if (found.length === 1) return { ...finding, found, verdict: 'right', cause: null };
  return { ...finding, found, verdict: 'warning', cause: found.length ? 'several' : 'noSpf' };
}

/** At the domain or, where it has none, at the registered one above it (RFC 7489, 6.6.3). */
async function dmarc(ask: Ask, domain: string): Promise<DomainFinding> {
  const name = `_dmarc.${domain}`;
  const finding = { check: 'dmarc' as const, name, expected: ['v=DMARC1; p=none'] };
  const own = await ask(name);
  const above = registeredDomainOf(domain);
  const texts =
    own !== 'silent' && own.length === 0 && above !== domain ? await ask(`_dmarc.${above}`) : own;
  if (texts === 'silent') return { ...finding, ...noAnswer };
  const found = texts.filter((text) => /^v=DMARC1\s*(?:;|$)/i.test(text));
  if (found.length === 1) return { ...finding, found, verdict: 'right', cause: null };
  return { ...finding, found, verdict: 'warning', cause: found.length ? 'several' : 'noPolicy' };
}

const noAnswer = {
  found: [] as string[],
  verdict: 'unknown' as const,
  cause: 'noAnswer' as const,
};

async function textsAt(
  dns: ReturnType<typeof dnsClient>,
  name: string,
): Promise<string[] | 'silent'> {
  let at = name;
  for (let step = 0; step <= mostAliases; step++) {
    const answer = await dns.ask(at, 'TXT');
    if (isSilent(answer)) return 'silent';
    const alias = answer.records.find(({ type }) => type === 'CNAME');
    if (!alias) return answer.records.map(({ value }) => value.slice(0, 2_000));
    at = alias.value;
  }
  return [];
}
