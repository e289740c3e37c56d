import { beforeAll, describe, expect, it } from 'vitest';
import type { Scope } from '@/access/scope';
import { locales } from '@/i18n/locales';
import { composeExample, composeMail, standardWords } from '@/notifications/compose-mail';
import { judgeWords, MailWording } from '@/notifications/judge-words';
import { variablesIn } from '@/notifications/mail-words';
import { mailNames, mails, subjectVariablesOf, variablesOf } from '@/notifications/mails';
import { seal } from '@/platform/crypto';
import { refusalOf } from '~tests/setup/proofs';

beforeAll(() => {
  process.env.SECRET_KEY = 'a-secret-key-of-the-tests-only-0123456789';
});

const nasty = `<script>alert(1)</script><img src=x onerror=alert(1)>"'&`;
const tenant = {
  id: '0190b6d4-0000-7000-8000-000000000000',
  slug: 'acme',
  name: 'Acme IT',
  defaultLanguage: 'en',
  timeZone: 'UTC',
  isDemo: false,
  managedHost: 'acme.servicedesk.localhost',
  managedIsSecure: false,
  primaryHost: null,
};
const scope: Pick<Scope, 'tenant' | 'settings'> = { tenant, settings: {} };
const shown = (name: string) => `{{${name}}}`;
/** Every tag that runs, loads or sends something; the mail's own are none of them. */
const alive = /<(script|img|iframe|form|svg|link|object)\b|<[^>]*\son\w+=|javascript:/i;

describe.each(mailNames)('the mail %s', (mail) => {
  it.each(locales)(
    'is said in own words in %s, with every variable filled in',
    async (language) => {
      const own = {
        subject: `Sujet ${subjectVariablesOf(mail).map(shown).join(' | ')}`,
        body: `# Head {{tenant}}\n\n${variablesOf(mail)
          .map((name) => `(${shown(name)})`)
          .join(' | ')}\n\n${nasty}\n\n[Go]({{link}})`,
      };
      judgeWords(mail, own);
      const { subject, text, html } = await composeExample(scope, mail, language, own);
      for (const part of [subject, text, html]) {
        expect(part).not.toMatch(/\{\{|\}\}|undefined|MISSING|mail\.|\(\)|1970/);
      }
      expect(html).toContain(`<html lang="${language}">`);
      expect(html).toContain('>Head Acme IT</h1>');
      expect(html).not.toMatch(alive);
      expect(text).toContain(nasty);
      const links = [...html.matchAll(/<a href="([^"]*)"/g)].map(([, url]) => url);
      expect(links.length).toBeGreaterThanOrEqual(2);
      for (const url of links) expect(url).toMatch(/^http:\/\/acme\.servicedesk\.localhost:3000\//);
    },
  );

  it.each(locales)(
    'begins in %s with our words, which could be saved as they are',
    async (language) => {
      const ours = await standardWords(scope, mail, language);
      judgeWords(mail, ours);
      expect(MailWording.parse({ mail, language, ...ours })).toMatchObject(ours);
      const standard = await composeExample(scope, mail, language);
      const own = await composeExample(scope, mail, language, ours);
      expect(own.subject).toBe(standard.subject);
      const words = (text: string) => new Set(text.split(/[\s:>*()]+/));
      const said = words(own.text);
      expect([...words(standard.text)].filter((word) => !said.has(word))).toEqual([]);
    },
  );

  it('names no variable that its content does not fill in, and all that it fills in', async () => {
    const ours = await standardWords(scope, mail, 'en');
    const named = variablesIn(`${ours.subject}\n${ours.body}`);
    expect(named.filter((name) => !variablesOf(mail).includes(name))).toEqual([]);
    expect(mails[mail].required.filter((name) => !named.includes(name))).toEqual([]);
  });
});

describe('own words', () => {
  const compose = (body: string, params = {}, toName = 'Ann {{tenant}}') =>
    composeMail(
      scope,
      {
        toName,
        language: 'en',
        template: 'ticketReply',
        params: { number: '7', title: nasty, author: '**Tess**', body: 'x', ...params },
        sealed: null,
      },
      { subject: 'Re {{title}}', body },
    );

  it('are filled in once: what a variable holds is neither markup nor a variable', async () => {
    const { subject, text, html } = await compose('Hello {{name}}, {{author}}: {{title}}');
    expect(text).toContain('Hello Ann {{tenant}}, **Tess**: <script>');
    expect(html).not.toMatch(alive);
    expect(html).not.toContain('<strong>Tess');
    expect(subject).toBe(`Re ${nasty}`);
  });

  it('know paragraphs, line breaks, headings, bold, links and buttons, and nothing else', async () => {
    const { html, text } = await compose(
      '# A head\n\nOne **bold {{author}}**\ntwo [here]({{link}}), [there](https://acme.test/a?b=c&d).\n\n[Open it]({{link}})\n\n{{reply}}\n\n- _no_ <b>list</b>',
    );
    expect(html).toContain('<strong>bold **Tess**</strong><br>two <a href="http://acme');
    expect(html).toContain('<a href="https://acme.test/a?b=c&amp;d"');
    expect(html).toContain('display:inline-block');
    expect(html).toContain('border-left');
    expect(html).toContain('- _no_ &lt;b&gt;list&lt;/b&gt;');
    expect(text).toContain('here (http://acme.servicedesk.localhost:3000/tickets/7)');
    expect(text).toContain('\n\n> x\n');
  });

  it.each([
    '[a](javascript:alert(1))',
    '[a](JaVaScRiPt:alert`1`)',
    '[a](data:text/html,x)',
    '[a](http://acme.test)',
    '[a](//evil.test)',
    '[a]({{title}})',
    '[a](https://{{title}})',
    '[a]({{author}})',
  ])('make no link of %s', async (typed) => {
    const { html } = await compose(`See ${typed} now.`, { author: 'javascript:alert(1)' });
    expect(html).not.toContain('<a ');
  });

  it('leave out a paragraph that says nothing, and stay on one line in the subject', async () => {
    const { text } = await compose('A\n\nBy {{author}}.\n\nB', { author: '' });
    expect(text).toContain('A\n\nB');
    const { subject } = await compose('x', { title: 'a\r\nBcc: all@acme.test\u2028b' });
    expect(subject).toBe('Re a Bcc: all@acme.test b');
  });

  it('show dots in place of a secret that was wiped', async () => {
    const row = {
      toName: 'Ann',
      language: 'en',
      template: 'welcomePassword',
      params: { username: 'ann.other' },
    };
    const own = { subject: 'Hi', body: '{{username}} / {{password}} / {{link}}' };
    const sealed = seal('mail-secret', JSON.stringify({ password: 'abcd-efgh' }));
    expect((await composeMail(scope, { ...row, sealed }, own)).text).toContain('/ abcd-efgh /');
    expect((await composeMail(scope, { ...row, sealed: null }, own)).text).toContain('•••••••• /');
  });
});

describe('words are refused', () => {
  it.each([
    ['ticketOpened', 'S', '{{link}} {{nom}}', 'notifications.variableUnknown', 'body', '{{nom}}'],
    ['ticketOpened', 'S', '{{link}} {{}}', 'notifications.variableUnknown', 'body', '{{}}'],
    [
      'ticketOpened',
      'S',
      '{{link}} {{reply}}',
      'notifications.variableUnknown',
      'body',
      '{{reply}}',
    ],
    [
      'ticketOpened',
      'S {{Title}}',
      '{{link}}',
      'notifications.variableInSubject',
      'subject',
      '{{Title}}',
    ],
    [
      'welcomePassword',
      '{{password}}',
      '{{link}}',
      'notifications.variableInSubject',
      'subject',
      '{{password}}',
    ],
    [
      'welcomePassword',
      'S',
      '{{link}} {{username}}',
      'notifications.variableMissing',
      'body',
      '{{password}}',
    ],
    [
      'welcomeLink',
      'S',
      'Hello',
      'notifications.variableMissing',
      'body',
      '{{username}}, {{link}}',
    ],
  ] as const)('%s: %s / %s', async (mail, subject, body, key, field, variable) => {
    const refusal = await refusalOf((async () => judgeWords(mail, { subject, body }))());
    expect(refusal).toMatchObject({ key, status: 422, fields: { [field]: key } });
    expect(refusal.values.variable).toBe(variable);
  });

  it('as soon as a subject has a second line, or the text is empty or too long', () => {
    const good = { mail: 'ticketOpened', language: 'en', subject: 'S', body: '{{link}}' };
    const fits = (change: object) => MailWording.safeParse({ ...good, ...change }).success;
    expect(fits({})).toBe(true);
    expect(fits({ subject: 'S\r\nBcc: all@acme.test' })).toBe(false);
    expect(fits({ subject: 'S\u2028x' })).toBe(false);
    expect(fits({ subject: ' ' })).toBe(false);
    expect(fits({ body: '\n ' })).toBe(false);
    expect(fits({ body: 'x'.repeat(5_001) })).toBe(false);
    expect(fits({ language: 'tlh' })).toBe(false);
    expect(fits({ mail: 'dnsInstructions' })).toBe(false);
    const { body } = MailWording.parse({ ...good, body: ' a\r\nb\rc\0\u0007 ' });
    expect(body).toBe('a\nb\nc');
  });
});
