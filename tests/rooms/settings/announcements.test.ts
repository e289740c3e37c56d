import { sql } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { inTenant } from '@/access/in-transaction';
import type { Scope } from '@/access/scope';
import { runNamed } from '@/platform/run-named';
import { Announce, announce } from '@/settings/announce';
import { announcementsFor, settingsWithAnnouncements } from '@/settings/announcements-now';
import { readAnnouncements } from '@/settings/read-announcements';
import { takeDownAnnouncement } from '@/settings/take-down-announcement';
import { freshDatabase } from '~tests/setup/fresh-database';
import { refusalOf, withAudit } from '~tests/setup/proofs';
import { asApiKey, asContact, asTechnician, makeTenant } from '~tests/setup/tenants';

await freshDatabase();
const tenant = await makeTenant();
const admin = await asTechnician(tenant, 'admin');
const other = await asTechnician(await makeTenant('Other IT'), 'admin');
const hour = 3_600_000;
const inHours = (count: number) => new Date(Date.now() + count * hour).toISOString();

/** The settings as a session or a visitor's request brings them. */
async function travelling(scope: Pick<Scope, 'tenant' | 'language'>) {
  const { id } = scope.tenant;
  const [row] = await inTenant(id, (tx) =>
    runNamed<{ settings: Record<string, unknown> }>(
      tx,
      sql`select ${settingsWithAnnouncements(id)} as settings`,
    ),
  );
  return { tenant: scope.tenant, language: scope.language, settings: row!.settings };
}

const textsFor = async (
  scope: Pick<Scope, 'tenant' | 'language'>,
  contact?: { companyId: string },
) => announcementsFor(await travelling(scope), contact).map(({ text }) => text);

describe('an announcement', () => {
  it('for one company is seen there alone, and never before the sign-in', async () => {
    const jane = await asContact(tenant, { language: 'de' });
    const bob = await asContact(tenant);
    const texts = { en: 'Printers are down', de: 'Drucker stehen' };
    const { result, entries } = await withAudit(tenant, () =>
      announce(admin, { texts, tone: 'warning', companyIds: [jane.actor.companyId] }),
    );
    expect(entries).toMatchObject([
      {
        event: 'announcement.made',
        subjectId: result.id,
        after: { languages: ['en', 'de'], tone: 'warning' },
      },
    ]);
    expect(JSON.stringify(entries)).not.toContain('Printers');
    expect(await textsFor(jane, jane.actor)).toEqual(['Drucker stehen']);
    expect(await textsFor(bob, bob.actor)).toEqual([]);
    expect(await textsFor(jane)).toEqual([]);
    expect(await textsFor(other, jane.actor)).toEqual([]);
    await takeDownAnnouncement(admin, result);
    expect(await textsFor(jane, jane.actor)).toEqual([]);
  });

  it('for all stands on the sign-in page too, unless that is not wanted', async () => {
    const bob = await asContact(tenant);
    const seen = await announce(admin, { texts: { en: 'Seen everywhere' } });
    const inside = await announce(admin, { texts: { en: 'Seen inside' }, onSignIn: false });
    expect(await textsFor(bob)).toEqual(['Seen everywhere']);
    expect((await textsFor(bob, bob.actor)).toSorted()).toEqual(['Seen everywhere', 'Seen inside']);
    for (const row of [seen, inside]) await takeDownAnnouncement(admin, row);
  });

  it('stands from its start to its end', async () => {
    const bob = await asContact(tenant);
    const made = [
      await announce(admin, { texts: { en: 'Later' }, startsAt: inHours(1) }),
      await announce(admin, { texts: { en: 'Now' }, startsAt: inHours(-2), endsAt: inHours(2) }),
    ];
    expect(await textsFor(bob, bob.actor)).toEqual(['Now']);
    expect((await readAnnouncements(admin)).map(({ texts }) => texts.en)).toEqual(['Later', 'Now']);
    expect(await readAnnouncements(other)).toEqual([]);
    for (const row of made) await takeDownAnnouncement(admin, row);
  });

  it('falls back to the portal’s default language, then to the first there is', async () => {
    const bob = await asContact(tenant, { language: 'it' });
    const english = await announce(admin, { texts: { fr: 'Bonjour', en: 'Hello' } });
    expect(await textsFor(bob, bob.actor)).toEqual(['Hello']);
    await takeDownAnnouncement(admin, english);
    const french = await announce(admin, { texts: { fr: 'Bonjour', de: ' ' } });
    expect(announcementsFor(await travelling(bob), bob.actor)).toEqual([
      { id: french.id, tone: 'info', language: 'fr', text: 'Bonjour' },
    ]);
    await takeDownAnnouncement(admin, french);
  });

  it('needs a text, an end to come, and an end after its start', () => {
    const texts = { en: 'x' };
    const bad = [
      { texts: { en: '  ' } },
      { texts: {} },
      { texts: { tlh: 'x' } },
      { texts: { en: 'x'.repeat(501) } },
      { texts, tone: 'loud' },
      { texts, endsAt: inHours(-1) },
      { texts, startsAt: inHours(3), endsAt: inHours(2) },
    ];
    expect(bad.filter((input) => Announce.safeParse(input).success)).toEqual([]);
  });

  it('is the admins’ alone, and another tenant’s is not found', async () => {
    const own = await announce(admin, { texts: { en: 'Ours' } });
    const strangers = [
      await asTechnician(tenant),
      await asApiKey(tenant, ['settings:read']),
      (await asContact(tenant)) as never,
    ];
    for (const scope of strangers) {
      const refused = [
        await refusalOf(announce(scope, { texts: { en: 'x' } })),
        await refusalOf(takeDownAnnouncement(scope, own)),
      ];
      expect(refused.map(({ status }) => status)).toEqual([403, 403]);
    }
    expect(await refusalOf(readAnnouncements(await asTechnician(tenant)))).toMatchObject({
      status: 403,
    });
    expect(await refusalOf(takeDownAnnouncement(other, own))).toMatchObject({ status: 404 });
    const { events } = await withAudit(tenant, () => takeDownAnnouncement(admin, own));
    expect(events).toEqual(['announcement.takenDown']);
    expect(await refusalOf(takeDownAnnouncement(admin, own))).toMatchObject({ status: 404 });
  });

  it('is refused where twenty run or are to come', async () => {
    const made = [];
    for (let at = 0; at < 20; at++) made.push(await announce(admin, { texts: { en: `${at}` } }));
    expect(await refusalOf(announce(admin, { texts: { en: 'one more' } }))).toMatchObject({
      key: 'brand.tooManyAnnouncements',
      status: 409,
    });
  });
});
