import { describe, expect, it } from 'vitest';
import { locales } from '@/i18n/locales';
import { translatorFor } from '@/i18n/translator';
import { readHostName } from '@/tenants/host-name';
import { whyNotClaimable } from '@/tenants/may-claim-host';

const base = 'servicedesk.example.com';

describe('a pasted host name', () => {
  it.each([
    ['help.acme.com', 'help.acme.com'],
    ['https://Help.Acme.com/', 'help.acme.com'],
    ['http://help.acme.com:8080/sign-in?x=1#top', 'help.acme.com'],
    ['//help.acme.com', 'help.acme.com'],
    ['help.acme.com.', 'help.acme.com'],
    ['  help.acme.com\n', 'help.acme.com'],
    ['help. acme.com', 'help.acme.com'],
    ['https://user:secret@help.acme.com/x', 'help.acme.com'],
    ['jane@help.acme.com', 'help.acme.com'],
    ['mailto:jane@help.acme.com', 'help.acme.com'],
    ['help.acme.com:443', 'help.acme.com'],
    ['help.acme.com\\x', 'help.acme.com'],
    ['ｈｅｌｐ．ａｃｍｅ．ｃｏｍ', 'help.acme.com'],
    ['help。acme。com', 'help.acme.com'],
    ['he\u200blp.ac\u00adme.com', 'help.acme.com'],
    ['Hilfe.Müller.example', 'hilfe.xn--mller-kva.example'],
    ['xn--mller-kva.example', 'xn--mller-kva.example'],
    ['*.acme.com', '*.acme.com'],
    ['192.0.2.7', '192.0.2.7'],
    ['http://[2001:db8::1]:80/', '2001:db8::1'],
    ['2001:db8::1', '2001:db8::1'],
    ['0x7f.1', '127.0.0.1'],
  ])('%j is %s', (raw, host) => {
    expect(readHostName(raw)?.host).toBe(host);
  });

  it.each([
    '',
    '   ',
    'https://',
    'a..b',
    'acme_help.acme.com',
    '-help.acme.com',
    'help-.acme.com',
    'help.*.acme.com',
    'xn--a.com',
    'help,acme.com',
    "help'acme.com",
    'help<acme>.com',
    `${'x'.repeat(5_000)}.com`,
  ])('there is none in %j', (raw) => {
    expect(readHostName(raw)).toBeUndefined();
  });

  it('is shown both ways, and said to be changed only where it was', () => {
    expect(readHostName('https://Hilfe.Müller.example/')).toEqual({
      host: 'hilfe.xn--mller-kva.example',
      unicodeHost: 'hilfe.müller.example',
      changed: true,
    });
    expect(readHostName('hilfe.müller.example')?.changed).toBe(false);
    expect(readHostName('help.acme.com')).toMatchObject({
      unicodeHost: 'help.acme.com',
      changed: false,
    });
  });
});

const refused = {
  '192.0.2.7': 'domains.ipAddress',
  '2001:db8::1': 'domains.ipAddress',
  '*.acme.com': 'domains.wildcard',
  [`${'x'.repeat(64)}.acme.com`]: 'domains.tooLong',
  [`${'abcdefghi.'.repeat(25)}acme.com`]: 'domains.tooLong',
  acme: 'domains.singleLabel',
  com: 'domains.singleLabel',
  'co.uk': 'domains.publicSuffix',
  'github.io': 'domains.publicSuffix',
  'acme.com': 'domains.apex',
  'acme.co.uk': 'domains.apex',
  localhost: 'domains.reserved',
  'help.localhost': 'domains.reserved',
  'server.local': 'domains.reserved',
  'help.acme.internal': 'domains.reserved',
  'x.onion': 'domains.reserved',
  '1.168.192.in-addr.arpa': 'domains.reserved',
  [base]: 'domains.ownBase',
  [`acme.${base}`]: 'domains.ownBase',
  [`d-abc.acme.${base}`]: 'domains.ownBase',
};

describe('who may claim a host', () => {
  it.each(Object.entries(refused))('%s: %s', (host, key) => {
    expect(whyNotClaimable(host, base)?.key).toBe(key);
  });

  it.each([
    'help.acme.com',
    'support.eu.acme.co.uk',
    'hilfe.xn--mller-kva.example',
    'help.me.github.io',
  ])('%s may be claimed', (host) => {
    expect(whyNotClaimable(host, base)).toBeUndefined();
  });

  it('a name that only ends like ours is somebody else’s', () => {
    expect(whyNotClaimable(`not${base}`, base)).toBeUndefined();
    expect(whyNotClaimable('acme.co.uk', base)?.values).toMatchObject({
      suggestion: 'help.acme.co.uk',
    });
  });

  it('each refusal is a sentence in every language', async () => {
    for (const locale of locales) {
      const t = await translatorFor(locale);
      for (const host of Object.keys(refused)) {
        const { key, values } = whyNotClaimable(host, base)!;
        expect(t(`refusals.${key}`, values ?? {})).toMatch(/\p{L}+ .*\p{L}/u);
      }
    }
  });
});
