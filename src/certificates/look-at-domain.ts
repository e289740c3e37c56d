import 'server-only';
import { setTimeout as sleep } from 'node:timers/promises';
import { shared } from '@/platform/shared';
import type { DomainRow } from '@/tenants/move-domain';
import type { HostFacts } from './host-facts';
import { lookAtHost } from './look-at-host';

/** Milliseconds from the end of a look at a domain to the next. */
const rest = 2_000;

interface Looking {
  look?: Promise<HostFacts> | undefined;
  /** Of `performance.now()`. */
  notBefore: number;
}

const known = shared('domain-looks', () => new Map<string, Looking>());

/**
 * What can be seen of a claimed host now. Whoever asks while somebody looks gets the same, and
 * whoever asks right afterwards waits a little: however often a tenant asks, this process turns to
 * the servers that the tenant chose once in two seconds.
 */
export function lookAtDomain({
  id,
  host,
  claim,
}: Pick<DomainRow, 'id' | 'host' | 'claim'>): Promise<HostFacts> {
  if (!claim) throw new Error(`${host} has no claim`);
  const looking = known.get(id) ?? { notBefore: 0 };
  known.set(id, looking);
  looking.look ??= lookInTurn(looking, { host, claim }).finally(() => {
    looking.look = undefined;
    looking.notBefore = performance.now() + rest;
    setTimeout(() => looking.look ?? known.delete(id), rest).unref();
  });
  return looking.look;
}

async function lookInTurn({ notBefore }: Looking, claimed: { host: string; claim: string }) {
  const wait = notBefore - performance.now();
  if (wait > 0) await sleep(wait);
  return lookAtHost(claimed);
}

/** For tests, which change what there is to see and don't wait. */
export function forgetLooks(): void {
  known.clear();
}
