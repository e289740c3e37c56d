import { beforeAll, describe, expect, it } from 'vitest';
import type { Scope } from '@/access/scope';
import { locales } from '@/i18n/locales';
import { composeMail } from '@/notifications/compose-mail';
import type { MailContent } from '@/notifications/mail-contents';
import { seal } from '@/platform/crypto';

beforeAll(() => {
  process.env.SECRET_KEY = 'a-secret-key-of-the-tests-only-0123456789';
});

const nasty = `<img src=x onerror=alert(1)>"'&`;
const tenant = {
  id: '0190b6d4-0000-7000-8000-000000000000',
  slug: 'acme',
  name: `Acme ${nasty}`,
  defaultLanguage: 'en',
  timeZone: 'UTC',
  isDemo: false,
  managedHost: 'acme.servicedesk.localhost',
  managedIsSecure: false,
  primaryHost: null,
};
const settings = { branding: { colour: '#ffe100', supportContact: `help@acme.test ${nasty}` } };
const scope: Pick<Scope, 'tenant' | 'settings'> = { tenant, settings };

const ticket = { number: '12', title: `Broken ${nasty}` };
const person = { requester: `Ann ${nasty}`, company: `Alder ${nasty}` };
const every: MailContent[] = [
  {
    template: 'welcomePassword',
    params: { username: 'ann.other' },
    secret: { password: `pw${nasty}` },
  },
  { template: 'welcomeLink', params: { username: 'ann.other' }, secret: { token: 'tok-1' } },
  {
    template: 'passwordLink',
    params: { realm: 'contact', username: 'ann' },
    secret: { token: 'tok-2' },
  },
  { template: 'technicianWelcome', params: { email: 't@msp.test' }, secret: { token: 'tok-3' } },
  { template: 'ticketOpened', params: ticket },
  {
    template: 'ticketReply',
    params: { ...ticket, author: `Tess ${nasty}`, body: `One\n${nasty}\nThree` },
  },
  {
    template: 'ticketStatus',
    params: { ...ticket, status: `Solved ${nasty}`, category: 'resolved' },
  },
  { template: 'ticketMerged', params: { ...ticket, into: '12', intoTitle: `Other ${nasty}` } },
  { template: 'technicianNewTicket', params: { ...ticket, ...person, body: nasty } },
  { template: 'technicianAssigned', params: { ...ticket, ...person } },
  { template: 'technicianReply', params: { ...ticket, author: nasty, body: nasty } },
  { template: 'signInLink', params: { username: 'ann.other' }, secret: { token: 'tok-4' } },
  {
    template: 'mailboxWarning',
    params: { mailbox: nasty, mailboxId: '7', finding: 'badPassword', about: nasty },
  },
  {
    template: 'certificateWarning',
    params: {
      host: 'help.acme.test',
      days: '7',
      end: '2026-03-04T05:06:07.000Z',
      cause: 'dnsUpdateAway',
      values: JSON.stringify({ server: 'ns.acme.test', reason: nasty }),
    },
  },
  {
    template: 'dnsInstructions',
    params: { host: 'help.acme.test', person: `Ada ${nasty}`, records: JSON.stringify(records()) },
  },
];

function records() {
  const proof = { type: 'TXT', name: '_servicedesk.help.acme.test', value: nasty };
  return [
    {
      ...{ type: 'CNAME', name: 'help.acme.test', value: 'd-abc.servicedesk.localhost' },
      ...{ purpose: 'both', isAlternative: false },
    },
    { ...proof, purpose: 'proof', isAlternative: true },
    { ...proof, type: 'A', purpose: 'route', isAlternative: true },
  ];
}
/** Goes to somebody who has nothing to open here. */
const withoutLink = new Set(['dnsInstructions']);

const compose = (content: MailContent, language = 'en', name = 'Ann') =>
  composeMail(scope, {
    toName: name,
    language,
    template: content.template,
    params: { ...content.params },
    sealed: 'secret' in content ? seal('mail-secret', JSON.stringify(content.secret)) : null,
  });

/** What a reader of the HTML sees. */
const seen = (html: string) =>
  html
    .replace(/<head>[\s\S]*?<\/head>/, ' ')
    .replace(/<[^>]*>/g, ' ')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&#39;/g, "'")
    .replace(/&amp;/g, '&');
const words = (text: string) =>
  text.split(/[\s:>]+/).filter((word) => word !== '--' && word !== '');

describe.each(every)('the mail $template', (content) => {
  it.each(locales)('is complete in %s, and runs nothing', async (language) => {
    const { subject, text, html } = await compose(content, language);
    for (const part of [subject, text, html]) {
      expect(part).not.toMatch(/mail\.[a-z]+|MISSING|INVALID|\{[a-z]+\}|undefined/i);
    }
    expect(html).toContain(`<html lang="${language}">`);
    expect(html).not.toMatch(/<(img|script|iframe|link|form)\b|\son\w+=(?!&)[^&]*>|javascript:/i);
    const links = [...html.matchAll(/<a href="([^"]*)"/g)].map(([, url]) => url);
    expect(links).toHaveLength(withoutLink.has(content.template) ? 0 : 1);
    for (const url of links) {
      expect(url).toMatch(/^http:\/\/acme\.servicedesk\.localhost(:\d+)?\//);
    }
  });

  it('says the same as text and as HTML', async () => {
    const { text, html } = await compose(content);
    const inHtml = new Set(words(seen(html)));
    expect(words(text).filter((word) => !inHtml.has(word))).toEqual([]);
  });

  it('is written in a language of its own', async () => {
    const texts = await Promise.all(locales.map(async (l) => (await compose(content, l)).text));
    expect(new Set(texts).size).toBe(locales.length);
  });
});

describe('a mail', () => {
  it('carries the secret, and dots once it was wiped', async () => {
    const [welcome] = every;
    expect((await compose(welcome!)).text).toContain(`pw${nasty}`);
    const wiped = await composeMail(scope, {
      toName: '',
      language: 'en',
      template: 'welcomePassword',
      params: { username: 'ann.other' },
      sealed: null,
    });
    expect(wiped.text).toContain('••••••••');
    expect((await compose(every[1]!)).text).toContain('/password-link?token=tok-1');
    expect((await compose(every[3]!)).text).toContain('/console/password-link?token=tok-3');
  });

  it('keeps a title with line breaks on one line of the subject', async () => {
    const title = 'Printer\r\nBcc: everybody@acme.test\u2028x';
    const { subject } = await compose({ template: 'ticketOpened', params: { number: '1', title } });
    expect(subject).toBe('[#1] Printer Bcc: everybody@acme.test x');
  });

  it('writes legibly on the tenant’s colour', async () => {
    const { html } = await compose(every[4]!);
    expect(html).toMatch(/background:#ffe100;color:#000000/);
  });

  it('sets its colons as the language does', async () => {
    expect((await compose(every[0]!, 'fr')).text).toContain('Mot de passe\u202f: pw');
    expect((await compose(every[0]!, 'de')).text).toContain('Passwort: pw');
  });

  it('names every DNS record once, as text and as a table, and who asked', async () => {
    const { text, html } = await compose(every.at(-1)!, 'fr', '');
    expect(text).toContain('Type\u202f: CNAME\nNom\u202f: help.acme.test\nValeur\u202f: d-abc.');
    expect(text.match(/d-abc\.servicedesk\.localhost/g)).toHaveLength(1);
    expect(html.match(/<td [^>]*>d-abc\.servicedesk\.localhost<\/td>/g)).toHaveLength(1);
    expect(text).toContain(`Ada ${nasty}`);
    expect(text).not.toContain('Les réponses à ce message ne sont pas lues');
  });

  it.each([
    ['30', 'ends in 30 days'],
    ['1', 'ends within a day'],
    ['0', 'has ended'],
  ])('says with %s days left that a certificate %s, when, and why', async (days, words) => {
    const warning = every.at(-2)!;
    const params = {
      ...warning.params,
      days,
      values: '{"server":"ns.acme.test","reason":"HTTP 503"}',
    };
    const { subject, text } = await compose({ ...warning, params } as MailContent);
    expect(subject).toBe(`The certificate for help.acme.test ${words}`);
    expect(text).toContain('March 4, 2026');
    expect(text).toContain('HTTP 503');
    expect(text).toContain('/console/admin/service-portal');
  });

  it('about a certificate is whole where the cause has no words', async () => {
    const warning = every.at(-2)!;
    const params = { ...warning.params, cause: 'somethingNew' };
    const { text } = await compose({ ...warning, params } as MailContent);
    expect(text).not.toMatch(/somethingNew|domains\./);
    expect(text).toContain('tried again automatically');
  });

  it('leads technicians to the console and contacts to the portal', async () => {
    expect((await compose(every[4]!)).text).toMatch(/localhost(:\d+)?\/tickets\/12\n/);
    expect((await compose(every[8]!)).text).toMatch(/localhost(:\d+)?\/console\/tickets\/12\n/);
  });
});

describe('the tenant’s logo', () => {
  const logo = { id: '0190b6d4-0000-7000-8000-00000000abcd', width: 480, height: 96 };
  const branding = { ...settings.branding, images: { logo } };
  const row = {
    toName: 'Ann',
    language: 'en',
    template: 'ticketOpened',
    params: ticket,
    sealed: null,
  };

  it('comes from the tenant’s own host, at the size of a line, and says the name', async () => {
    const { html, text } = await composeMail({ tenant, settings: { branding } }, row);
    const [image, ...more] = html.match(/<img [^>]*>/g) ?? [];
    expect(more).toEqual([]);
    expect(image).toContain(
      `src="http://acme.servicedesk.localhost:3000/api/brand/${logo.id}" alt="Acme &lt;img`,
    );
    expect(image).toContain('width="200" height="40"');
    expect(text).not.toContain('/api/brand');
  });

  it('without one the name stands there and nothing is fetched', async () => {
    const { html } = await composeMail(scope, row);
    expect(html).not.toContain('<img ');
    expect(html).toContain('Acme &lt;img');
  });
});
