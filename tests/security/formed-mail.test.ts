import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expect as expectPage, journey, openBrowser } from '~tests/setup/browser';
import { type ServedTenant, serveTenant } from '~tests/setup/served-tenant';
import { type ServerProcess, startServer } from '~tests/setup/server-process';
import { onDatabase } from '~tests/setup/statement';
import { webVisitor } from '~tests/setup/web-visitor';

/** Threat 20 on the wire: who gets a mail as it was formed, and with which headers. */
let server: ServerProcess;
let a: ServedTenant;
let b: ServedTenant;
const html = `<p>Formed <b>words</b></p><script>alert(1)</script><img src="https://x.test/a.png" alt="Logo">
  <blockquote type="cite"><p>What somebody else wrote</p></blockquote>`;

beforeAll(async () => {
  server = await startServer();
  a = await serveTenant(server, 'alphorn');
  b = await serveTenant(server, 'bazouki');
  const [mail] = await onDatabase<{ storage_key: string }>(
    server.databaseUrl,
    'UPDATE inbound_mails SET has_formatting = true WHERE id = $1 RETURNING storage_key',
    [a.ids.inboundMail],
  );
  const file = path.join(server.dataDir, 'mail', mail!.storage_key);
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, `From: a@x.test\r\nContent-Type: text/html\r\n\r\n${html}`);
}, 180_000);
afterAll(() => server?.stop());

const ofConsole = (query = '') => `/console/mail/${a.ids.inboundMail}/formatted${query}`;
const ofPortal = (query = '') => `/mail/${a.ids.inboundMail}/formatted${query}`;
const policy = (images: string) =>
  new RegExp(
    `^default-src 'none'; style-src 'sha256-[^']+'; img-src ${images}; form-action 'none'; base-uri 'none'; ` +
      "frame-ancestors 'self'; sandbox allow-same-origin allow-popups allow-popups-to-escape-sandbox$",
  );

describe('a mail as it was formed', () => {
  it('comes to technicians without scripts and pictures of others, in a sandbox', async () => {
    const answer = await a.admin.get(ofConsole());
    expect(answer.status).toBe(200);
    expect(answer.headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': expect.stringMatching(policy("'self' data:")),
      'x-frame-options': 'SAMEORIGIN',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cache-control': 'private, no-store',
    });
    expect(answer.text).toContain('<p>Formed <b>words</b></p>');
    expect(answer.text).toContain('href="?images=shown"');
    expect(answer.text).not.toMatch(/<script|alert|x\.test/);
  });

  it('loads those pictures where it is asked for, this once', async () => {
    const answer = await a.admin.get(ofConsole('?images=shown'));
    expect(answer.headers['content-security-policy']).toMatch(policy("'self' data: https:"));
    expect(answer.text).toContain('src="https://x.test/a.png"');
    expect((await a.admin.get(ofConsole())).text).not.toContain('x.test');
  });

  it('is nobody else’s, like one that nobody has', async () => {
    for (const visitor of [b.admin, webVisitor(a.origin, { cookie: b.admin.cookie() })]) {
      const answer = await visitor.get(ofConsole());
      expect([404, 307]).toContain(answer.status);
      expect(answer.text).not.toContain('Formed');
    }
    expect((await webVisitor(a.origin).get(ofConsole())).status).toBe(307);
    expect((await webVisitor(a.origin).get(ofPortal())).status).toBe(307);
    const waiting = await a.contact.get(ofPortal()); // it is in triage
    const unknown = await a.contact.get('/mail/01a2078b-f7e4-7e4f-a5ec-cf9f45cc2cd0/formatted');
    expect([waiting.status, unknown.status]).toEqual([404, 404]);
    expect(waiting.text).toBe(unknown.text);
    expect(unknown.text).toContain('can’t be shown as formatted');
    expect(unknown.headers['content-security-policy']).toMatch(policy("'self' data:"));
  });

  it('comes to contacts who see what it became, without what it quotes, never with others’ pictures', async () => {
    await onDatabase(
      server.databaseUrl,
      `UPDATE inbound_mails m SET state = 'accepted', ticket_id = t.id
       FROM tickets t WHERE m.id = $1 AND t.tenant_id = m.tenant_id AND t.number = $2`,
      [a.ids.inboundMail, a.numbers[0]],
    );
    const answer = await a.contact.get(ofPortal('?images=shown'));
    expect(answer.status).toBe(200);
    expect(answer.headers['content-security-policy']).toMatch(policy("'self' data:"));
    expect(answer.text).toContain('<p>Formed <b>words</b></p>');
    expect(answer.text).not.toMatch(/x\.test|images=shown|somebody else/);
    expect((await b.contact.get(ofPortal())).status).toBe(404);
  });
});

journey('in the page of a mail', () => {
  const open = openBrowser();

  it('it unfolds to its full height, and asks no other server unless it is told to', async () => {
    const page = await open('Admin', { origin: a.origin, expected: [/ERR_FAILED/] });
    const cookies = a.admin.cookie().split('; ');
    await page.context().addCookies(
      cookies.map((cookie) => {
        const [name = '', ...value] = cookie.split('=');
        return { name, value: value.join('='), url: a.origin };
      }),
    );
    const asked: string[] = [];
    await page.route('https://x.test/**', (route) => {
      asked.push(route.request().url());
      return route.abort();
    });
    await page.goto(`/console/mail/${a.ids.inboundMail}`);
    await page.getByText('Show as formatted').click();
    const frame = page.frameLocator('iframe');
    await expectPage(frame.getByText('Formed words')).toBeVisible();
    await expectPage(frame.getByText('What somebody else wrote')).toBeHidden();
    const before = (await page.locator('iframe').boundingBox())!.height;
    await frame.getByText('Earlier messages').click();
    await expectPage(frame.getByText('What somebody else wrote')).toBeVisible();
    await expectPage
      .poll(async () => (await page.locator('iframe').boundingBox())!.height)
      .toBeGreaterThan(before);
    expect(asked).toEqual([]);
    await frame.getByRole('link', { name: 'Load them this once' }).click();
    await expectPage.poll(() => asked).toEqual(['https://x.test/a.png']);
  });
});
