import { beforeEach, describe, expect, it } from 'vitest';
import { lookAtHost } from '@/certificates/look-at-host';
import { parseEnv } from '@/platform/env';
import { freshDatabase } from '~tests/setup/fresh-database';
import { claim } from './facts';
import { base, openOwnDns } from './own-dns';

const { dns, port, asked } = await openOwnDns();
await freshDatabase(); // its secret key is the one of the echo
const host = 'help.acme.test';
const target = `${claim}.${base}`;
const look = (environment: Record<string, string> = {}) =>
  lookAtHost(
    { host, claim },
    {
      env: parseEnv({
        BASE_DOMAIN: base,
        DNS_RESOLVERS: dns.address,
        ACME_HTTP_PORT: String(port),
        ...environment,
      }),
    },
  );
const authority = { ACME_DIRECTORY_URL: 'https://127.0.0.1:1/dir', HTTPS_PORT: '8443' };

beforeEach(() => {
  for (const name of [host, 'acme.test', 'test', 'www.acme.test', `_servicedesk.${host}`, target]) {
    dns.remove(name);
    dns.failWith(name, undefined);
  }
  dns.asked.length = 0;
  asked.length = 0;
});

describe('a look at a host', () => {
  it('follows its CNAMEs to addresses of ours, and hears ourselves there', async () => {
    dns.set(host, 'CNAME', 'www.acme.test', 900);
    dns.set('www.acme.test', 'CNAME', target, 300);
    expect(await look()).toMatchObject({
      target,
      chain: [
        { name: host, target: 'www.acme.test', ttl: 900 },
        { name: 'www.acme.test', target, ttl: 300 },
      ],
      end: 'there',
      endName: target,
      addresses: [{ value: '127.0.0.1', isV6: false, echo: 'ours' }],
      ours: ['127.0.0.1'],
      texts: [],
      isZoneApex: false,
      caa: undefined,
      authority: undefined,
    });
    expect(asked).toEqual([`${host}:${port}/.well-known/servicedesk-echo/${claim}`]);
  });

  it('tells what is missing from what is silent', async () => {
    expect(await look()).toMatchObject({ end: 'missing', endName: host, addresses: [] });
    dns.set(`_servicedesk.${host}`, 'TXT', 'servicedesk-domain=d-x');
    expect(await look()).toMatchObject({
      end: 'there',
      texts: [{ value: 'servicedesk-domain=d-x' }],
    });
    dns.failWith(host, 'SERVFAIL');
    expect(await look()).toMatchObject({ end: 'silent', endName: host });
  });

  it('knows when nobody said anything of the TXT record', async () => {
    dns.failWith(`_servicedesk.${host}`, 'SERVFAIL');
    expect(await look()).toMatchObject({ texts: [], isTextSilent: true });
    dns.failWith(`_servicedesk.${host}`, undefined);
    expect(await look()).toMatchObject({ texts: [], isTextSilent: false });
  });

  it('finds the same in whatever order the answers come', async () => {
    const addresses = Array.from({ length: 12 }, (_, i) => `10.0.0.${i + 10}`);
    const texts = ['b', 'a', 'c'];
    const seen = async (turn: <T>(values: T[]) => T[]) => {
      dns.set(host, 'A', turn(addresses));
      dns.set(`_servicedesk.${host}`, 'TXT', turn(texts));
      const { at: _, ...facts } = await look();
      return facts;
    };
    const first = await seen((values) => values);
    expect(first.addresses).toHaveLength(8);
    expect(await seen((values) => values.toReversed())).toEqual(first);
  });

  it('ends in a circle of CNAMEs', async () => {
    dns.set(host, 'CNAME', 'www.acme.test');
    dns.set('www.acme.test', 'CNAME', host);
    const { chain, addresses } = await look();
    expect(chain).toHaveLength(8);
    expect(addresses).toEqual([]);
  });

  it('connects to nobody inside our network whom the host names', async () => {
    dns.set(host, 'A', ['10.0.0.1', '169.254.169.254', '127.0.0.2']);
    dns.set(host, 'AAAA', '::1');
    const { addresses } = await look();
    expect(addresses.map(({ value, echo }) => [value, echo])).toEqual([
      ['10.0.0.1', 'refused'],
      ['127.0.0.2', 'refused'],
      ['169.254.169.254', 'refused'],
      ['::1', 'refused'],
    ]);
    expect(asked).toEqual([]);
  });

  it('sees that a name is the apex of a zone', async () => {
    dns.set(host, 'SOA', 'ns1.acme.test');
    expect((await look()).isZoneApex).toBe(true);
  });
});

describe('CAA records', () => {
  it('of the nearest name above hold, and the root’s are asked for last', async () => {
    dns.set('acme.test', 'CAA', ['0 issue "ca.example"', '128 tbs "x"'], 3_600);
    dns.set('test', 'CAA', '0 issue ";"');
    expect((await look(authority)).caa).toEqual({
      name: 'acme.test',
      records: [
        { tag: 'issue', value: 'ca.example', isCritical: false },
        { tag: 'tbs', value: 'x', isCritical: true },
      ],
      ttl: 3_600,
    });
    dns.remove('acme.test');
    expect((await look(authority)).caa).toMatchObject({ name: 'test' });
  });

  it('of a CNAME’s target hold for the name, but not those above the target', async () => {
    dns.set(host, 'CNAME', 'www.other.test');
    dns.set('other.test', 'CAA', '0 issue "above.example"');
    dns.set('acme.test', 'CAA', '0 issue "own.example"');
    expect((await look(authority)).caa).toMatchObject({ name: 'acme.test' });
    dns.set('www.other.test', 'CAA', '0 issue "target.example"');
    expect((await look(authority)).caa).toMatchObject({
      name: host,
      records: [{ value: 'target.example' }],
    });
    for (const name of ['www.other.test', 'other.test']) dns.remove(name);
  });

  it('that nobody answers for are silent, which is not the same as none', async () => {
    dns.failWith('acme.test', 'SERVFAIL');
    expect((await look(authority)).caa).toBe('silent');
  });

  it('are not asked for where no certificates are ordered', async () => {
    await look();
    expect(dns.asked.filter(({ type }) => type === 'CAA')).toEqual([]);
  });
});
