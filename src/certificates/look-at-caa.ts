import type { DnsClient } from '@/platform/dns-client';
import { type DnsAnswer, isSilent } from '@/platform/dns-records';
import type { HostFacts } from './host-facts';

/** CNAMEs are followed so far, and no further. */
const mostSteps = 8;

/**
 * The CAA records that hold for a host (RFC 8659, 3): those of the nearest name above it that has
 * any, asking for each name what its CNAME leads to, but never climbing from there. `silent` where
 * a name server said nothing of a name that could have had some: an authority signs nothing then.
 */
export async function lookAtCaa(dns: DnsClient, host: string): Promise<HostFacts['caa']> {
  const labels = host.split('.');
  const names = labels.map((_, index) => labels.slice(index).join('.'));
  const answers = await Promise.all(names.map((name) => caaAt(dns, name)));
  for (const [index, answer] of answers.entries()) {
    if (isSilent(answer)) return 'silent';
    const found = answer.records.filter((record) => record.caa);
    if (found.length === 0) continue;
    const seen = found.map(({ value, caa }) => ({ value, ...caa! }));
    return {
      name: names[index]!,
      records: seen.sort((a, b) => (`${a.tag} ${a.value}` < `${b.tag} ${b.value}` ? -1 : 1)),
      ttl: Math.max(...found.map((record) => record.ttl)),
    };
  }
  return undefined;
}

async function caaAt(dns: DnsClient, name: string): Promise<DnsAnswer> {
  let at = name;
  for (let step = 0; ; step++) {
    const answer = await dns.ask(at, 'CAA');
    const alias = answer.records.find((record) => record.type === 'CNAME');
    if (!alias || answer.records.some((record) => record.caa)) return answer;
    if (step === mostSteps) return { rcode: 'NOERROR', records: [] };
    at = alias.value;
  }
}
