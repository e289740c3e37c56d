import { beforeAll, describe, expect, it } from 'vitest';
import { inTenant } from '@/access/in-transaction';
import type { Contact, Scope, Technician } from '@/access/scope';
import { suppressAfter } from '@/notifications/outbound/suppress-address';
import { changeContact } from '@/people/change-contact';
import { mailContactAgain, mailTechnicianAgain } from '@/people/mail-again';
import { readContact } from '@/people/read-contact';
import { readTechnician } from '@/people/read-technicians';
import { sendTechnicianWelcome } from '@/people/send-technician-welcome';
import { sendWelcome } from '@/people/send-welcome';
import { freshDatabase } from '~tests/setup/fresh-database';
import { refusalOf, withAudit } from '~tests/setup/proofs';
import { asContact, asSystem, asTechnician, makeTenant } from '~tests/setup/tenants';

await freshDatabase();
const tenant = await makeTenant();
let admin: Scope<Technician>;
let contact: Scope<Contact>;

beforeAll(async () => {
  admin = await asTechnician(tenant, 'admin');
  contact = await asContact(tenant);
});

async function comesBack(address: string, about: string) {
  const system = await asSystem(tenant, 'deliverMail');
  const answer = { code: 550, status: '5.1.1', answer: '550 5.1.1 no such user' };
  await inTenant(tenant.id, (tx) => suppressAfter(tx, system, { address, about, answer }));
}

describe('a contact whose mails came back', () => {
  it('says so with the reason, and a welcome mail is refused and not lost in silence', async () => {
    const { id } = contact.actor;
    const { email } = await readContact(admin, id);
    await comesBack(email!, id);
    const view = await readContact(admin, id);
    expect(view.notMailed).toMatchObject({
      reason: 'noSuchAddress',
      answer: '550 5.1.1 no such user',
    });
    expect(view.can.welcome).toMatchObject({ allowed: false, reason: 'people.notMailed' });
    expect(await refusalOf(sendWelcome(admin, { id }))).toMatchObject({
      key: 'people.notMailed',
      status: 409,
    });
  });

  it('is mailed again when a technician says so, audited once', async () => {
    const { id } = contact.actor;
    const technician = await asTechnician(tenant);
    const { events } = await withAudit(tenant, async () => {
      await mailContactAgain(technician, { id });
      await mailContactAgain(technician, { id });
    });
    expect(events).toEqual(['contact.mailedAgain']);
    expect((await readContact(admin, id)).notMailed).toBeNull();
    await sendWelcome(admin, { id });
  });

  it('is mailed under another address at once', async () => {
    const other = await asContact(tenant);
    const { id } = other.actor;
    const { email, name, company } = await readContact(admin, id);
    await comesBack(email!, id);
    await changeContact(admin, { id, name, companyId: company.id, email: 'right@customer.test' });
    expect((await readContact(admin, id)).notMailed).toBeNull();
  });

  it('is nobody’s of another tenant, and no contact’s business', async () => {
    const { id } = contact.actor;
    const stranger = await asTechnician(await makeTenant('Other IT'), 'admin');
    expect(await refusalOf(mailContactAgain(stranger, { id }))).toMatchObject({ status: 404 });
    const refused = mailContactAgain(contact as unknown as Scope<Technician>, { id });
    expect(await refusalOf(refused)).toMatchObject({ status: 403 });
  });
});

describe('a technician whose mails came back', () => {
  it('gets no welcome mail until an admin lets mails go there again', async () => {
    const technician = await asTechnician(tenant);
    const { id, email } = technician.actor;
    await comesBack(email, id);
    expect((await readTechnician(admin, id)).notMailed).toBe(true);
    expect(await refusalOf(sendTechnicianWelcome(admin, { id }))).toMatchObject({
      key: 'people.notMailed',
    });
    expect(await refusalOf(mailTechnicianAgain(technician, { id }))).toMatchObject({ status: 403 });
    const stranger = await asTechnician(await makeTenant('Other IT'), 'admin');
    expect(await refusalOf(mailTechnicianAgain(stranger, { id }))).toMatchObject({ status: 404 });
    const { events } = await withAudit(tenant, () => mailTechnicianAgain(admin, { id }));
    expect(events).toEqual(['technician.mailedAgain']);
    await sendTechnicianWelcome(admin, { id });
  });
});
