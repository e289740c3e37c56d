import { describe, expect, it } from 'vitest';
import { ChangeBranding, changeBranding } from '@/settings/change-branding';
import { changePortalLanguage } from '@/settings/change-portal-language';
import { setting } from '@/settings/tenant-settings';
import { tenantOfHost } from '@/tenants/host-index';
import { readPortal } from '@/tenants/read-portal';
import { freshDatabase } from '~tests/setup/fresh-database';
import { refusalOf, withAudit } from '~tests/setup/proofs';
import { asApiKey, asContact, asTechnician, makeTenant, nextRequest } from '~tests/setup/tenants';

await freshDatabase({ ear: true });
const tenant = await makeTenant();
const admin = await asTechnician(tenant, 'admin');
const technician = await asTechnician(tenant);
const other = await asTechnician(await makeTenant('Other IT'), 'admin');

describe('the brand', () => {
  it('changes in part, holds at the next request and is told before and after', async () => {
    const { result, entries } = await withAudit(tenant, () =>
      changeBranding(admin, ChangeBranding.parse({ colour: ' #AA3300 ' })),
    );
    expect(result.before.colour).not.toBe('#aa3300');
    expect(setting(await nextRequest(technician), 'branding')).toMatchObject({
      colour: '#aa3300',
      supportContact: '',
    });
    expect(entries).toMatchObject([
      {
        event: 'settings.brandingChanged',
        before: { colour: result.before.colour },
        after: { colour: '#aa3300' },
      },
    ]);
    await changeBranding(admin, { supportContact: '+49 30 23125 018' });
    expect(setting(await nextRequest(admin), 'branding').colour).toBe('#aa3300');
  });

  it('of a new tenant keeps what two admins choose at the same moment', async () => {
    for (let round = 0; round < 5; round++) {
      const scope = await asTechnician(await makeTenant(), 'admin');
      await Promise.all([
        changeBranding(scope, { colour: '#aa3300' }),
        changeBranding(scope, { supportContact: '+49 30 23125 018' }),
        changeBranding(scope, { welcomeTexts: { en: 'Hello' } }),
      ]);
      expect(setting(await nextRequest(scope), 'branding')).toMatchObject({
        colour: '#aa3300',
        supportContact: '+49 30 23125 018',
        welcomeTexts: { en: 'Hello' },
      });
    }
  });

  it('names the tenant, also to processes that knew the old name', async () => {
    const before = await tenantOfHost(tenant.managedHost);
    const { result, entries } = await withAudit(tenant, () =>
      changeBranding(admin, ChangeBranding.parse({ name: ' Acme Support ' })),
    );
    expect([result.before.name, result.after.name]).toEqual(['Acme IT', 'Acme Support']);
    expect(entries).toMatchObject([
      { before: { name: 'Acme IT' }, after: { name: 'Acme Support' } },
    ]);
    expect(before).toMatchObject({ tenant: { name: 'Acme IT' } });
    await expect
      .poll(() => tenantOfHost(tenant.managedHost))
      .toMatchObject({ tenant: { name: 'Acme Support' } });
    expect(ChangeBranding.safeParse({ name: '  ' }).success).toBe(false);
  });

  it('keeps welcome and links by language; their words stay out of the log', async () => {
    const welcomeTexts = { en: 'Welcome, dear people', de: ' ' };
    const footerLinks = [{ url: 'https://acme.test/legal', labels: { en: 'Legal', de: '' } }];
    const { entries } = await withAudit(tenant, () =>
      changeBranding(admin, ChangeBranding.parse({ welcomeTexts, footerLinks })),
    );
    const kept = setting(await nextRequest(admin), 'branding');
    expect(kept.welcomeTexts).toEqual({ en: 'Welcome, dear people' });
    expect(kept.footerLinks).toEqual([{ url: 'https://acme.test/legal', labels: { en: 'Legal' } }]);
    expect(entries).toMatchObject([
      { after: { welcomeTexts: ['en'], footerLinks: ['https://acme.test/legal'] } },
    ]);
    expect(JSON.stringify(entries)).not.toContain('dear people');
  });

  it('takes links by HTTPS alone', () => {
    const taken = (url: string, labels: object = { en: 'x' }) =>
      ChangeBranding.safeParse({ footerLinks: [{ url, labels }] }).success;
    expect(taken('https://acme.test/imprint?a=1#b')).toBe(true);
    const bad = [
      '',
      'http://acme.test',
      'javascript:alert(1)',
      'java\nscript:alert(1)',
      '//acme.test',
      '/legal',
      'https://',
      'https://u:p@acme.test',
      'https:\\\\acme.test',
      'https://localhost',
      `https://acme.test/${'x'.repeat(500)}`,
    ];
    expect(bad.filter((url) => taken(url))).toEqual([]);
    expect(taken('https://acme.test', { en: ' ' })).toBe(false);
    const six = Array(6).fill({ url: 'https://acme.test', labels: { en: 'x' } });
    expect(ChangeBranding.safeParse({ footerLinks: six }).success).toBe(false);
  });

  it('takes six hexadecimal digits and nothing else', () => {
    for (const colour of ['red', '#abc', '#12345g', 'url(x)', '#2563eb;}']) {
      expect(ChangeBranding.safeParse({ colour }).success).toBe(false);
    }
  });

  it('is the admins’ alone: technicians, keys without the scope and contacts get 403', async () => {
    const strangers = [
      technician,
      await asApiKey(tenant, ['tickets:write']),
      (await asContact(tenant)) as never,
    ];
    for (const scope of strangers) {
      expect(await refusalOf(changeBranding(scope, { colour: '#000000' }))).toMatchObject({
        status: 403,
      });
    }
    const key = await asApiKey(tenant, ['settings:write']);
    await changeBranding(key, { colour: '#123456' });
    expect(setting(await nextRequest(admin), 'branding').colour).toBe('#123456');
  });

  it('of another tenant stays as it is', async () => {
    await changeBranding(other, { colour: '#ffffff' });
    expect(setting(await nextRequest(admin), 'branding').colour).not.toBe('#ffffff');
  });
});

describe('the portal’s default language', () => {
  it('is the tenant’s from now on, told before and after', async () => {
    const { result, entries } = await withAudit(tenant, () =>
      changePortalLanguage(admin, { portalDefault: 'it' }),
    );
    expect(result).toBe('en');
    expect((await readPortal(admin)).defaultLanguage).toBe('it');
    expect((await readPortal(other)).defaultLanguage).toBe('en');
    expect(entries).toMatchObject([
      {
        event: 'settings.portalLanguageChanged',
        before: { portalDefault: 'en' },
        after: { portalDefault: 'it' },
      },
    ]);
  });

  it('is refused to technicians (403)', async () => {
    const refusal = await refusalOf(changePortalLanguage(technician, { portalDefault: 'fr' }));
    expect(refusal).toMatchObject({ key: 'session.adminsOnly', status: 403 });
  });
});
