import { describe, expect, it } from 'vitest';
import { newId } from '@/platform/ids';
import { portalUrl } from '@/tenants/urls';
import { fillVariables } from '@/tickets/desk/canned-variables';
import { changeCannedReply } from '@/tickets/desk/change-canned-reply';
import { createCannedReply, mostCannedReplies } from '@/tickets/desk/create-canned-reply';
import { deleteCannedReply } from '@/tickets/desk/delete-canned-reply';
import { findCannedReplies } from '@/tickets/desk/find-canned-replies';
import { readCannedReplies, readCannedReply } from '@/tickets/desk/read-canned-replies';
import { freshDatabase } from '~tests/setup/fresh-database';
import { refusalOf } from '~tests/setup/proofs';
import { asTechnician } from '~tests/setup/tenants';
import { aTicket, auditedBy, makeDesk } from '../desk';

await freshDatabase();
const desk = await makeDesk();
const other = await makeDesk();
const { admin, technician, tenant } = desk;
const another = await asTechnician(tenant);

const titles = async (scope: typeof technician) =>
  (await readCannedReplies(scope)).map(({ title }) => title);
const hello = { title: 'Hello', body: 'Hello {contact}' };

describe('canned replies', () => {
  it('are kept, changed and deleted, each with one entry in the log', async () => {
    let id = '';
    const events = await auditedBy(tenant, async () => {
      ({ id } = await createCannedReply(technician, hello));
      await changeCannedReply(technician, { id, title: 'Hi', body: 'Hi {contact}' });
      await changeCannedReply(technician, { id, title: 'Hi', body: 'Hi {contact}' });
    });
    expect(events).toEqual(['cannedReply.created', 'cannedReply.changed']);
    expect(await readCannedReply(technician, id)).toMatchObject({ title: 'Hi', isTeams: false });
    const gone = await auditedBy(tenant, () => deleteCannedReply(technician, { id }));
    expect(gone).toEqual(['cannedReply.deleted']);
    expect(await titles(technician)).toEqual([]);
  });

  it('one’s own exist for nobody else, not even for admins', async () => {
    const { id } = await createCannedReply(technician, hello);
    for (const scope of [another, admin, other.admin]) {
      expect(await titles(scope)).toEqual([]);
      expect((await refusalOf(readCannedReply(scope, id))).status).toBe(404);
      expect((await refusalOf(changeCannedReply(scope, { id, ...hello }))).status).toBe(404);
      expect((await refusalOf(deleteCannedReply(scope, { id }))).status).toBe(404);
    }
    expect((await refusalOf(readCannedReply(technician, newId()))).status).toBe(404);
    expect((await refusalOf(readCannedReply(technician, 'x'))).status).toBe(404);
    await deleteCannedReply(technician, { id });
  });

  it('the team’s are for everybody of the tenant, changed by admins alone', async () => {
    const theTeams = { ...hello, forTeam: true };
    const reason = { status: 403, key: 'tickets.teamByAdmins' };
    expect(await refusalOf(createCannedReply(technician, theTeams))).toMatchObject(reason);
    const { id } = await createCannedReply(admin, theTeams);
    expect(await titles(technician)).toEqual(['Hello']);
    expect(await titles(other.admin)).toEqual([]);
    expect(await refusalOf(changeCannedReply(technician, { id, ...hello }))).toMatchObject(reason);
    expect(await refusalOf(deleteCannedReply(technician, { id }))).toMatchObject(reason);
    expect(await titles(another)).toEqual(['Hello']);
    expect((await refusalOf(deleteCannedReply(other.admin, { id }))).status).toBe(404);
    await changeCannedReply(admin, { id, title: 'Hello all', body: 'Hello' });
    expect(await readCannedReply(technician, id)).toMatchObject({
      title: 'Hello all',
      can: { change: { allowed: false } },
    });
    await deleteCannedReply(admin, { id });
  });

  it('are found by their words and filled in from the ticket', async () => {
    const number = await aTicket(desk.requester, { title: 'A {portal} of {contact}' });
    await createCannedReply(technician, {
      title: 'Restart first',
      body: '{contact} of {company}: #{number} "{title}", {technician}, {portal} {unknown}',
    });
    await createCannedReply(technician, { title: '100% other', body: 'Nothing' });
    const [found, ...more] = await findCannedReplies(technician, { number, q: 'start  FIRST' });
    const { name: contact, companyName } = desk.requester.actor;
    expect(more).toEqual([]);
    expect(found?.text).toBe(
      `${contact} of ${companyName}: #${number} "A {portal} of {contact}", ${technician.actor.name}, ${portalUrl(tenant)} {unknown}`,
    );
    expect(await findCannedReplies(technician, { number, q: '100%' })).toHaveLength(1);
    expect(await findCannedReplies(technician, { number, q: '%' })).toHaveLength(1);
    expect(await findCannedReplies(another, { number })).toEqual([]);
    const foreign = findCannedReplies(other.technician, { number: 4711 });
    expect((await refusalOf(foreign)).status).toBe(404);
  });

  it('leave in braces what is no variable', () => {
    const values = {
      contact: '$&',
      company: '',
      technician: '',
      number: '',
      title: '',
      portal: '',
    };
    expect(fillVariables('{contact} {Contact} {constructor} {}', values)).toBe(
      '$& {Contact} {constructor} {}',
    );
  });

  it('are at most so many, so that a list holds them all', async () => {
    const me = await asTechnician(tenant);
    for (let at = 0; at < mostCannedReplies; at++) {
      await createCannedReply(me, { title: `Reply ${at}`, body: 'Hello' });
    }
    const refusal = await refusalOf(createCannedReply(me, hello));
    expect(refusal).toMatchObject({ status: 409, key: 'tickets.tooManyCannedReplies' });
    expect((await titles(me)).filter((title) => title.startsWith('Reply '))).toHaveLength(
      mostCannedReplies,
    );
    await createCannedReply(technician, hello);
  });
});
