import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { dnsClient } from '@/platform/dns-client';
import { readNameServer } from '@/platform/dns-transport';
import { askServer } from '@/platform/dns-update-exchange';
import { startDnsServer } from '~tests/setup/dns-server';

const server = await startDnsServer();
const spare = await startDnsServer();
afterAll(() => Promise.all([server.stop(), spare.stop()]));
const client = (...resolvers: string[]) =>
  dnsClient({ resolvers: resolvers.length > 0 ? resolvers : [server.address] });

server.set('help.acme.test', 'CNAME', 'Target.Base.test.', 300);
server.set('target.base.test', 'A', ['192.0.2.1', '192.0.2.2'], 60);
server.set('acme.test', 'CAA', ['0 issue "ca.test; accounturi=x"', '128 tbs "unknown"'], 3_600);
server.set('acme.test', 'SOA', 'ns1.acme.test');
server.set('_servicedesk.help.acme.test', 'TXT', ['one', 'x'.repeat(300)], 30);
server.set(
  'many.acme.test',
  'TXT',
  Array.from({ length: 40 }, (_, i) => `value ${i}`),
);
spare.set('help.acme.test', 'A', '192.0.2.99');
beforeEach(() => {
  server.asked.length = 0;
  spare.asked.length = 0;
});

describe('the DNS client', () => {
  it('reads what stands at a name, with the seconds it may be kept, and follows nothing', async () => {
    expect(await client().ask('help.acme.test', 'A')).toEqual({
      rcode: 'NOERROR',
      records: [{ name: 'help.acme.test', type: 'CNAME', ttl: 300, value: 'target.base.test' }],
    });
    const { records } = await client().ask('TARGET.base.test', 'A');
    expect(records.map(({ value, ttl }) => [value, ttl])).toEqual([
      ['192.0.2.1', 60],
      ['192.0.2.2', 60],
    ]);
  });

  it('reads CAA with its flag, SOA, and texts that come in pieces', async () => {
    expect((await client().ask('acme.test', 'CAA')).records).toMatchObject([
      { value: 'ca.test; accounturi=x', caa: { tag: 'issue', isCritical: false }, ttl: 3_600 },
      { value: 'unknown', caa: { tag: 'tbs', isCritical: true } },
    ]);
    expect((await client().ask('acme.test', 'SOA')).records).toMatchObject([
      { value: 'ns1.acme.test' },
    ]);
    const texts = (await client().ask('_servicedesk.help.acme.test', 'TXT')).records;
    expect(texts.map((record) => record.value.length)).toEqual([3, 300]);
  });

  it('tells a name that isn’t there from one without such a record', async () => {
    expect(await client().ask('nowhere.acme.test', 'A')).toEqual({
      rcode: 'NXDOMAIN',
      records: [],
    });
    expect(await client().ask('acme.test', 'A')).toEqual({ rcode: 'NOERROR', records: [] });
    expect((await client().ask(`${'x'.repeat(64)}.test`, 'A')).rcode).toBe('NXDOMAIN');
    expect((await client().ask('a..b', 'A')).rcode).toBe('NXDOMAIN');
  });

  it('asks once more by TCP where the answer didn’t fit', async () => {
    server.failWith('many.acme.test', 'truncate');
    const { records } = await client().ask('many.acme.test', 'TXT');
    expect(records).toHaveLength(40);
    expect(server.asked.map((one) => one.over)).toEqual(['udp', 'tcp']);
    server.failWith('many.acme.test', undefined);
  });

  it.each(['drop', 'wrongId', 'wrongQuestion'] as const)(
    'takes no notice of a %s answer and goes on to the next server',
    async (mood) => {
      server.failWith('help.acme.test', mood);
      const { records } = await client(server.address, spare.address).ask('help.acme.test', 'A');
      expect(records.map((record) => record.value)).toEqual(['192.0.2.99']);
      server.failWith('help.acme.test', undefined);
    },
  );

  it('goes on to the next server after SERVFAIL, and says it where all do', async () => {
    server.failWith('help.acme.test', 'SERVFAIL');
    const both = await client(server.address, spare.address).ask('help.acme.test', 'A');
    expect(both.records).toHaveLength(1);
    expect((await client().ask('help.acme.test', 'A')).rcode).toBe('SERVFAIL');
    server.failWith('help.acme.test', undefined);
  });

  it('says that nobody answers after two tries at each, and leaves the silent ones alone', async () => {
    server.failWith('help.acme.test', 'drop');
    const one = client();
    expect(await one.ask('help.acme.test', 'A')).toEqual({ rcode: 'away', records: [] });
    expect(server.asked).toHaveLength(2);
    expect(await one.ask('target.base.test', 'A')).toEqual({ rcode: 'away', records: [] });
    expect(server.asked).toHaveLength(2);
    server.failWith('help.acme.test', undefined);
  });

  it('asks a closed port without an error', async () => {
    const gone = await startDnsServer();
    await gone.stop();
    expect((await client(gone.address).ask('help.acme.test', 'A')).rcode).toBe('away');
  });

  it('leaves a server alone that no way leads to', async () => {
    // The kernel refuses these at once, as it does any IPv6 address where there is no IPv6.
    for (const nowhere of ['255.255.255.255', '[fe80::1]']) {
      expect((await client(nowhere).ask('help.acme.test', 'A')).rcode).toBe('away');
    }
    await expect(askServer('[fe80::1]', Buffer.alloc(12), 0)).rejects.toThrow('fe80::1');
  });

  it('asks a server last that was silent once', async () => {
    server.failWith('help.acme.test', 'drop');
    const both = client(server.address, spare.address);
    await both.ask('help.acme.test', 'A');
    const began = performance.now();
    await both.ask('other.acme.test', 'A');
    expect(performance.now() - began).toBeLessThan(1_500);
    expect(server.asked).toHaveLength(1);
    server.failWith('help.acme.test', undefined);
  });

  it('waits no longer in all than it is told', async () => {
    const hosts = Array.from({ length: 5 }, (_, i) => `host${i}.acme.test`);
    for (const host of hosts) server.failWith(host, 'drop');
    const one = dnsClient({ resolvers: [server.address], patience: 500 });
    const began = performance.now();
    for (const host of hosts) expect((await one.ask(host, 'A')).rcode).toBe('away');
    expect(performance.now() - began).toBeLessThan(1_500);
    for (const host of hosts) server.failWith(host, undefined);
  });

  it('reads what can be shown and kept of bytes that nobody types', async () => {
    server.set('odd.acme.test', 'TXT', 'a\0b\x1b');
    server.set('aliased.acme.test', 'CNAME', 'x\0y.acme.test');
    const { records } = await client().ask('odd.acme.test', 'TXT');
    expect(records.map(({ value }) => value)).toEqual(['a\ufffdb\ufffd']);
    const alias = (await client().ask('aliased.acme.test', 'A')).records;
    expect(alias[0]?.value).toBe('x\ufffdy.acme.test');
  });

  it('asks each question once in one look', async () => {
    const one = client();
    await Promise.all([1, 2, 3].map(() => one.ask('help.acme.test', 'A')));
    await one.ask('HELP.acme.test', 'A');
    expect(server.asked).toHaveLength(1);
  });
});

describe('without resolvers of its own', () => {
  it('finds the zone’s servers by the system’s, but connects to none inside our network', async () => {
    server.set('acme.test', 'NS', ['ns1.acme.test', 'ns2.acme.test']);
    server.set('ns1.acme.test', 'A', ['127.0.0.1', '10.0.0.53']);
    server.set('ns2.acme.test', 'AAAA', '::1');
    const one = dnsClient({ resolvers: [], system: [server.address] });
    const { records } = await one.ask('help.acme.test', 'CNAME');
    expect(records.map((record) => record.value)).toEqual(['target.base.test']);
    expect(server.asked.map((question) => `${question.type} ${question.name}`)).toEqual([
      'NS help.acme.test',
      'NS acme.test',
      'A ns1.acme.test',
      'AAAA ns1.acme.test',
      'A ns2.acme.test',
      'AAAA ns2.acme.test',
      'CNAME help.acme.test',
    ]);
    server.remove('acme.test', 'NS');
  });

  it('asks those directly, and the system’s where they are silent or know nothing of the zone', async () => {
    server.set('acme.test', 'NS', 'ns1.acme.test');
    server.set('ns1.acme.test', 'A', '127.0.0.1');
    const ask = () =>
      dnsClient({
        resolvers: [],
        system: [server.address],
        zonePort: spare.port,
        mayAsk: (address) => address === '127.0.0.1',
      }).ask('help.acme.test', 'A');
    expect((await ask()).records).toMatchObject([{ type: 'A', value: '192.0.2.99' }]);
    expect(spare.asked).toEqual([{ name: 'help.acme.test', type: 'A', over: 'udp' }]);
    for (const mood of ['SERVFAIL', 'REFUSED', 'lame', 'drop'] as const) {
      spare.failWith('help.acme.test', mood);
      expect((await ask()).records).toMatchObject([{ type: 'CNAME', value: 'target.base.test' }]);
    }
    spare.failWith('help.acme.test', undefined);
  });
});

describe('the address of a name server', () => {
  it.each([
    ['127.0.0.1:8053', '127.0.0.1', 8053],
    ['192.0.2.1', '192.0.2.1', 53],
    ['[::1]:5353', '::1', 5353],
    ['[2001:db8::1]', '2001:db8::1', 53],
    ['2001:db8::1', '2001:db8::1', 53],
  ])('%s', (text, address, port) => {
    expect(readNameServer(text)).toEqual({ address, port });
  });
});
