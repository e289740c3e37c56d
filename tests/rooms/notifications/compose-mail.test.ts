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
  { template: 'technicianNewTicket', params: { ...ticket, ...person, body: nasty } },
  { template: 'technicianAssigned', params: { ...ticket, ...person } },
  { template: 'technicianReply', params: { ...ticket, author: nasty, body: nasty } },
];

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
    expect(html.match(/<a href="([^"]*)"/)![1]).toMatch(
      /^http:\/\/acme\.servicedesk\.localhost(:\d+)?\//,
    );
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

  it('leads technicians to the console and contacts to the portal', async () => {
    expect((await compose(every[4]!)).text).toMatch(/localhost(:\d+)?\/tickets\/12\n/);
    expect((await compose(every[8]!)).text).toMatch(/localhost(:\d+)?\/console\/tickets\/12\n/);
  });
});

describe('a tenant’s own welcome text', () => {
  const own = (texts: Record<string, string>) => ({
    tenant,
    settings: { ...settings, welcomeMail: { texts } },
  });
  const row = (language: string, template: 'welcomePassword' | 'welcomeLink') => ({
    toName: 'Ann {tenant}',
    language,
    template,
    params: { username: 'ann.other' },
    sealed: seal('mail-secret', JSON.stringify({ password: 'abcd-efgh', token: 'tok-9' })),
  });
  const text = 'Hello {name},\nyou are {username} at {portal} of {tenant}.';

  it('stands in place of ours, filled in once, and never without what opens the portal', async () => {
    const mail = await composeMail(own({ en: text }), row('en', 'welcomePassword'));
    expect(mail.text).toContain('Hello Ann {tenant},\nyou are ann.other at http');
    expect(mail.text).toContain(`of ${tenant.name}.`);
    expect(mail.text).toContain('abcd-efgh');
    expect(mail.text).not.toContain('set up an account');
    expect(mail.html).not.toContain('<img src=x');
    const link = await composeMail(own({ en: text }), row('en', 'welcomeLink'));
    expect(link.text).toContain('Hello Ann');
    expect(link.text).toContain('tok-9');
  });

  it('is said in its own language alone', async () => {
    const mail = await composeMail(own({ fr: 'Bonjour {name}.' }), row('en', 'welcomePassword'));
    expect(mail.text).not.toContain('Bonjour');
    const french = await composeMail(own({ fr: 'Salut {name}.' }), row('fr', 'welcomePassword'));
    expect(french.text).toContain('Salut Ann {tenant}.');
  });
});
