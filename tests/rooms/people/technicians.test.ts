import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { inTenant } from '@/access/in-transaction';
import { outboxMessages } from '@/notifications/tables';
import { changeOwnLanguage } from '@/people/change-own-language';
import { ChangeTechnician, changeTechnician } from '@/people/change-technician';
import { ChangeWelcomeMail, changeWelcomeMail } from '@/people/change-welcome-mail';
import { CreateTechnician, createTechnician } from '@/people/create-technician';
import { disableTechnician, enableTechnician } from '@/people/disable-technician';
import { findTechnicianForSignIn } from '@/people/find-for-sign-in';
import { readTechnician, readTechnicians } from '@/people/read-technicians';
import { sendTechnicianWelcome } from '@/people/send-technician-welcome';
import { verifyPassword } from '@/people/verify-password';
import { newId } from '@/platform/ids';
import { setting } from '@/settings/tenant-settings';
import { freshDatabase } from '~tests/setup/fresh-database';
import { refusalOf, withAudit } from '~tests/setup/proofs';
import { asApiKey, asContact, asTechnician, makeTenant, nextRequest } from '~tests/setup/tenants';

await freshDatabase();
const tenant = await makeTenant();
const admin = await asTechnician(tenant, 'admin');
const stranger = await asTechnician(await makeTenant('Other IT'), 'admin');
const create = (name: string, email: string, role: 'admin' | 'technician' = 'technician') =>
  createTechnician(admin, CreateTechnician.parse({ name, email, role }));

describe('technicians', () => {
  it('are created with a link by mail, a password to hand over and one audit entry', async () => {
    const { result, entries } = await withAudit(tenant, () => create('Tess Ting', 'Tess@MSP.test'));
    expect(entries.map((entry) => entry.event)).toEqual(['technician.created']);
    expect(JSON.stringify(entries)).not.toContain(result.initialPassword);
    const account = await inTenant(tenant.id, (tx) =>
      findTechnicianForSignIn(tx, tenant.id, 'tess@msp.test'),
    );
    expect(account).toMatchObject({ id: result.id, mustChangePassword: true });
    expect(await verifyPassword(account!.passwordHash, result.initialPassword)).toBe(true);
    const mails = await inTenant(tenant.id, (tx) =>
      tx.select().from(outboxMessages).where(eq(outboxMessages.about, result.id)),
    );
    expect(mails).toMatchObject([{ template: 'technicianWelcome', toAddress: 'tess@msp.test' }]);
    const again = create('Tess Two', 'TESS@msp.test');
    expect(await refusalOf(again)).toMatchObject({
      status: 422,
      fields: { email: 'people.emailTaken' },
    });
    expect(await refusalOf(create('Nobody', ' '))).toMatchObject({ key: 'people.badEmail' });
  });

  it('are changed, and get a new link', async () => {
    const { id } = await create('Before', 'before@msp.test');
    const { entries } = await withAudit(tenant, () =>
      changeTechnician(admin, ChangeTechnician.parse({ id, name: 'After', role: 'admin' })),
    );
    expect(entries).toMatchObject([
      { event: 'technician.changed', before: { role: 'technician' }, after: { role: 'admin' } },
    ]);
    expect(await readTechnician(admin, id)).toMatchObject({ name: 'After', role: 'admin' });
    const taken = changeTechnician(admin, { id, email: admin.actor.email });
    expect(await refusalOf(taken)).toMatchObject({ fields: { email: 'people.emailTaken' } });
    const welcomed = await withAudit(tenant, () => sendTechnicianWelcome(admin, { id }));
    expect(welcomed.events).toEqual(['technician.welcomed']);
    const mails = await inTenant(tenant.id, (tx) =>
      tx
        .select()
        .from(outboxMessages)
        .where(eq(outboxMessages.about, id))
        .orderBy(outboxMessages.id),
    );
    expect(mails.map((mail) => mail.state)).toEqual(['voided', 'queued']);
    await changeTechnician(admin, { id, role: 'technician' });
  });

  it('are disabled and enabled, once each in the log; not by themselves', async () => {
    const { id } = await create('Leaving Soon', 'leaving@msp.test');
    const disable = () => disableTechnician(admin, { id });
    expect((await withAudit(tenant, disable)).events).toEqual(['technician.disabled']);
    expect((await withAudit(tenant, disable)).events).toEqual([]);
    expect(
      await inTenant(tenant.id, (tx) => findTechnicianForSignIn(tx, tenant.id, 'leaving@msp.test')),
    ).toBeUndefined();
    expect(await refusalOf(sendTechnicianWelcome(admin, { id }))).toMatchObject({
      key: 'people.technicianDisabled',
    });
    const ids = (rows: { id: string }[]) => rows.map((row) => row.id);
    expect(ids(await readTechnicians(admin))).toContain(id);
    expect(ids(await readTechnicians(admin, { enabledOnly: true }))).not.toContain(id);
    const enable = () => enableTechnician(admin, { id });
    expect((await withAudit(tenant, enable)).events).toEqual(['technician.enabled']);
    expect((await withAudit(tenant, enable)).events).toEqual([]);
  });

  it('keep at least one admin, also when two disable each other at once', async () => {
    const pair = await makeTenant('Pair');
    const [one, two] = [await asTechnician(pair, 'admin'), await asTechnician(pair, 'admin')];
    const both = await Promise.allSettled([
      disableTechnician(one, { id: two.actor.id }),
      disableTechnician(two, { id: one.actor.id }),
    ]);
    expect(both.map((result) => result.status).sort()).toEqual(['fulfilled', 'rejected']);
    const refused = both.find((result) => result.status === 'rejected')!;
    expect(refused.reason).toMatchObject({ key: 'people.lastAdmin', status: 409 });
    const [last] = (await readTechnicians(one, { enabledOnly: true })).filter(
      (row) => row.role === 'admin',
    );
    const demote = changeTechnician(one, { id: last!.id, role: 'technician' });
    expect(await refusalOf(demote)).toMatchObject({ key: 'people.lastAdmin', status: 409 });
  });

  it('cannot disable themselves while others could', async () => {
    await create('Second Admin', 'second@msp.test', 'admin');
    const self = disableTechnician(admin, { id: admin.actor.id });
    expect(await refusalOf(self)).toMatchObject({ key: 'people.notYourself', status: 409 });
  });

  it('of another tenant are not found', async () => {
    const { id } = await create('Ours Alone', 'ours@msp.test');
    for (const deed of [
      (id: string) => readTechnician(stranger, id),
      (id: string) => changeTechnician(stranger, { id, name: 'Mine' }),
      (id: string) => disableTechnician(stranger, { id }),
      (id: string) => enableTechnician(stranger, { id }),
      (id: string) => sendTechnicianWelcome(stranger, { id }),
    ]) {
      const [foreign, missing] = [await refusalOf(deed(id)), await refusalOf(deed(newId()))];
      expect({ ...foreign }).toEqual({ ...missing });
      expect(foreign.status).toBe(404);
    }
    expect((await readTechnicians(stranger)).map((row) => row.id)).toEqual([stranger.actor.id]);
  });

  it('are managed by admins and keys with the scope, and by nobody else', async () => {
    const { id } = await create('Guarded', 'guarded@msp.test');
    const colleague = await asTechnician(tenant);
    const wrong = [
      colleague,
      await asContact(tenant),
      await asApiKey(tenant, ['technicians:read']),
    ];
    for (const scope of wrong) {
      const as = scope as unknown as typeof admin;
      for (const deed of await Promise.all(
        [
          createTechnician(as, CreateTechnician.parse({ name: 'X', email: 'x@msp.test' })),
          changeTechnician(as, { id, role: 'admin' }),
          disableTechnician(as, { id }),
          enableTechnician(as, { id }),
          sendTechnicianWelcome(as, { id }),
          changeWelcomeMail(as, { enabled: false }),
        ].map((one) => refusalOf(one)),
      )) {
        expect(deed.status).toBe(403);
      }
    }
    expect((await readTechnicians(colleague)).length).toBeGreaterThan(1);
    const key = await asApiKey(tenant, ['technicians:write']);
    await changeTechnician(key, { id, name: 'By a key' });
    expect((await refusalOf(readTechnicians(key))).status).toBe(403);
  });
});

describe('settings of people', () => {
  it('change what the welcome mail does, for the next request', async () => {
    const { entries } = await withAudit(tenant, () =>
      changeWelcomeMail(admin, ChangeWelcomeMail.parse({ carries: 'link' })),
    );
    expect(entries).toMatchObject([
      {
        event: 'settings.welcomeMailChanged',
        before: { carries: 'password' },
        after: { carries: 'link' },
      },
    ]);
    expect(setting(await nextRequest(admin), 'welcomeMail')).toEqual({
      enabled: true,
      carries: 'link',
    });
    expect(setting(await nextRequest(stranger), 'welcomeMail').carries).toBe('password');
  });

  it('change one’s own language and nobody else’s', async () => {
    const { events } = await withAudit(tenant, () => changeOwnLanguage(admin, { language: 'it' }));
    expect(events).toEqual(['technician.languageChanged']);
    expect((await readTechnician(admin, admin.actor.id)).language).toBe('it');
    const languages = (await readTechnicians(admin)).filter((row) => row.language === 'it');
    expect(languages.length).toBe(1);
  });
});
