import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll } from 'vitest';
import { domainEcho } from '@/certificates/domain-echo';
import type { DomainView } from '@/certificates/domain-view';
import { forgetLooks } from '@/certificates/look-at-domain';
import { type DnsServer, startDnsServer } from '~tests/setup/dns-server';

export const base = 'desk.test';

/**
 * A name server and a listener that answers the echo, both of this installation, with the
 * environment that points at them. Call it before anything reads the environment.
 */
export async function openOwnDns(environment: Record<string, string> = {}) {
  const dns = startingAnew(await startDnsServer());
  dns.set(base, 'A', '127.0.0.1');
  dns.set(`*.${base}`, 'A', '127.0.0.1');
  const asked: string[] = [];
  const listener = createServer((request, response) => {
    asked.push(`${request.headers.host}${request.url}`);
    const claim = /^\/\.well-known\/servicedesk-echo\/(.+)$/.exec(request.url ?? '')?.[1];
    response.end(claim ? domainEcho(claim) : 'a page');
  });
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
  const { port } = listener.address() as AddressInfo;
  Object.assign(process.env, {
    BASE_DOMAIN: base,
    DNS_RESOLVERS: dns.address,
    ACME_HTTP_PORT: String(port),
    ...environment,
  });
  afterAll(async () => {
    await dns.stop();
    await new Promise((resolve) => listener.close(resolve));
  });
  return { dns, port, asked };
}

/** What was changed is looked at without waiting for its turn. */
function startingAnew(dns: DnsServer): DnsServer {
  const { set, remove, failWith } = dns;
  const first =
    <A extends unknown[]>(change: (...to: A) => void) =>
    (...to: A) => {
      forgetLooks();
      change(...to);
    };
  return Object.assign(dns, { set: first(set), remove: first(remove), failWith: first(failWith) });
}

/** The name that the CNAME of a view should lead to. */
export const targetOf = (view: DomainView): string =>
  view.instructions.find((one) => one.type === 'CNAME')!.value;

/** The TXT record of a view. */
export const proofOf = (view: DomainView) => view.instructions.find((one) => one.type === 'TXT')!;
