import type { HostFacts, SeenAddress } from '@/certificates/host-facts';

export const host = 'help.acme.test';
export const base = 'desk.example';
export const claim = 'd-abcdefghijklmnop';
export const target = `${claim}.${base}`;
export const ours = ['192.0.2.10', '2001:db8::10'];
export const proof = `servicedesk-domain=${claim}`;

export const address = (
  value: string,
  echo: SeenAddress['echo'] = 'other',
  ttl = 300,
): SeenAddress => ({ value, isV6: value.includes(':'), ttl, echo });

export const cname = (...targets: string[]): HostFacts['chain'] =>
  targets.map((to, index) => ({ name: targets[index - 1] ?? host, target: to, ttl: 600 }));

export const text = (value: string) => ({ value, ttl: 120 });

/** What is seen of a host that nobody has entered anything for; `facts` says what is different. */
export function factsOf(facts: Partial<HostFacts> = {}): HostFacts {
  return {
    at: '2026-11-26T12:00:00.000Z',
    host,
    target,
    base,
    chain: [],
    end: 'missing',
    endName: host,
    addresses: [],
    ours,
    texts: [],
    isTextSilent: false,
    isZoneApex: false,
    caa: undefined,
    authority: { names: ['ca.example'], port80: 80 },
    ...facts,
  };
}

/** The host as it should be. */
export const right = {
  chain: cname(target),
  end: 'there',
  endName: target,
  addresses: [address(ours[0]!, 'ours'), address(ours[1]!, 'ours')],
} satisfies Partial<HostFacts>;
