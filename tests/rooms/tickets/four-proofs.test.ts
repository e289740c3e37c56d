import { describe, expect, it } from 'vitest';
import type { Contact, Scope, Staff } from '@/access/scope';
import { newId } from '@/platform/ids';
import { addCc } from '@/tickets/add-cc';
import { addNote } from '@/tickets/add-note';
import { assignTicket } from '@/tickets/assign-ticket';
import { changeTicketPriority } from '@/tickets/change-ticket-priority';
import { changeTicketSettings, readTicketSettings } from '@/tickets/change-ticket-settings';
import { changeTicketStatus } from '@/tickets/change-ticket-status';
import { closeTicket } from '@/tickets/close-ticket';
import { markTicketRead } from '@/tickets/mark-ticket-read';
import { openAttachment } from '@/tickets/open-attachment';
import { openTicket } from '@/tickets/open-ticket';
import { readAssignees } from '@/tickets/read-assignees';
import { readTicket } from '@/tickets/read-ticket';
import { removeCc } from '@/tickets/remove-cc';
import { reopenTicket } from '@/tickets/reopen-ticket';
import { replyToTicket } from '@/tickets/reply-to-ticket';
import { suggestCcs } from '@/tickets/suggest-ccs';
import { freshDatabase } from '~tests/setup/fresh-database';
import { asApiKey } from '~tests/setup/tenants';
import { aFile, aTicket, auditedBy, type Desk, makeDesk } from './desk';

await freshDatabase();
const desk = await makeDesk();
const other = await makeDesk();

const asStaff = (scope: Scope) => scope as Scope<Staff>;

interface Proof {
  /** Prepares what the verb needs; it is not counted. */
  before?: (number: number) => Promise<unknown>;
  works: (scope: Scope, number: number, desk: Desk) => Promise<unknown>;
  /** Who does it when it works. */
  by: (desk: Desk) => Scope;
  audited: string[];
  /** Somebody who sees the ticket and may not do this. */
  wrongActor?: { scope: (desk: Desk) => Scope; key: string };
}

const inCopy = { scope: (d: Desk) => d.colleague, key: 'tickets.onlyRequesterCloses' };
const aContact = { scope: (d: Desk) => d.requester, key: 'tickets.staffOnly' };
const close = (number: number) => closeTicket(desk.technician, { number });

const verbs: Record<string, Proof> = {
  replyToTicket: {
    works: (scope, number) => replyToTicket(scope, { number, body: 'Still red.' }),
    by: (d) => d.requester,
    audited: ['ticket.replied'],
  },
  addNote: {
    works: (scope, number) => addNote(asStaff(scope), { number, body: 'Third time this week.' }),
    by: (d) => d.technician,
    audited: ['ticket.noted'],
    wrongActor: aContact,
  },
  assignTicket: {
    works: (scope, number, d) =>
      assignTicket(asStaff(scope), { number, assigneeId: d.technician.actor.id }),
    by: (d) => d.admin,
    audited: ['ticket.assigned'],
    wrongActor: aContact,
  },
  changeTicketStatus: {
    works: (scope, number) => changeTicketStatus(asStaff(scope), { number, statusKey: 'pending' }),
    by: (d) => d.technician,
    audited: ['ticket.statusChanged'],
    wrongActor: aContact,
  },
  changeTicketPriority: {
    works: (scope, number) => changeTicketPriority(asStaff(scope), { number, priority: 'urgent' }),
    by: (d) => d.technician,
    audited: ['ticket.priorityChanged'],
    wrongActor: aContact,
  },
  closeTicket: {
    works: (scope, number) => closeTicket(scope, { number }),
    by: (d) => d.requester,
    audited: ['ticket.closed'],
    wrongActor: inCopy,
  },
  reopenTicket: {
    before: close,
    works: (scope, number) => reopenTicket(scope, { number }),
    by: (d) => d.requester,
    audited: ['ticket.reopened'],
  },
  addCc: {
    works: (scope, number, d) => addCc(scope, { number, contactId: d.primary.actor.id }),
    by: (d) => d.requester,
    audited: ['ticket.ccAdded'],
    wrongActor: { scope: (d) => d.colleague, key: 'tickets.onlyRequesterCopies' },
  },
  removeCc: {
    before: (number) => addCc(desk.requester, { number, contactId: desk.primary.actor.id }),
    works: (scope, number, d) => removeCc(scope, { number, contactId: d.primary.actor.id }),
    by: (d) => d.requester,
    audited: ['ticket.ccRemoved'],
    wrongActor: { scope: (d) => d.colleague, key: 'tickets.onlyRequesterCopies' },
  },
  openTicket: {
    before: close,
    works: (scope, number) =>
      openTicket(scope, {
        title: 'Again',
        description: 'Back.',
        followUpOf: number,
        requesterId: scope === other.technician ? other.requester.actor.id : '',
      }),
    by: (d) => d.requester,
    audited: ['ticket.opened'],
  },
  readTicket: { works: readTicket, by: (d) => d.requester, audited: [] },
  markTicketRead: { works: markTicketRead, by: (d) => d.requester, audited: [] },
  suggestCcs: { works: suggestCcs, by: (d) => d.requester, audited: [] },
};

describe.each(Object.entries(verbs))('%s', (_name, proof) => {
  const prepared = async () => {
    const number = await aTicket(desk.requester, { ccIds: [desk.colleague.actor.id] });
    await proof.before?.(number);
    return number;
  };

  it('works and leaves exactly its audit entries', async () => {
    const number = await prepared();
    const work = () => proof.works(proof.by(desk), number, desk);
    expect(await auditedBy(desk.tenant, work)).toEqual(proof.audited);
  });

  it('answers another tenant, an outsider and an unknown number alike: not found', async () => {
    const number = await prepared();
    const staffOnly = proof.wrongActor?.key === 'tickets.staffOnly';
    const strangers = [other.requester, other.technician, ...(staffOnly ? [] : [desk.outsider])];
    for (const stranger of strangers) {
      let refusal: unknown;
      const work = async () => {
        refusal = await proof.works(stranger, number, desk).catch((error) => error);
      };
      expect(await auditedBy(desk.tenant, work)).toEqual([]);
      const unknown = await proof.works(proof.by(desk), 999_999, desk).catch((error) => error);
      expect(refusal).toMatchObject({ key: 'notFound', status: 404 });
      expect(JSON.stringify(refusal)).toBe(JSON.stringify(unknown));
    }
  });

  if (proof.wrongActor) {
    const { scope, key } = proof.wrongActor;
    it(`refuses whoever may not (${key})`, async () => {
      const number = await prepared();
      const work = async () => {
        const refused = proof.works(scope(desk), number, desk);
        await expect(refused).rejects.toMatchObject({ key, status: 403 });
      };
      expect(await auditedBy(desk.tenant, work)).toEqual([]);
    });
  }

  it('refuses a key without the scope, and a contact without the section', async () => {
    const number = await prepared();
    const key = await asApiKey(desk.tenant, ['contacts:read', 'companies:write']);
    await expect(proof.works(key, number, desk)).rejects.toMatchObject({
      key: 'api.scopeMissing',
      status: 403,
    });
    const without: Scope<Contact> = {
      ...desk.requester,
      actor: { ...desk.requester.actor, sections: [] },
    };
    await expect(proof.works(without, number, desk)).rejects.toMatchObject({ status: 404 });
  });
});

describe('files and settings', () => {
  it('hides a file from other tenants, outsiders and those who can only guess', async () => {
    const id = await aFile(desk.requester);
    await openTicket(desk.requester, { title: 'T', description: 'D', attachmentIds: [id] });
    expect((await openAttachment(desk.requester, id)).fileName).toBe('log.txt');
    expect((await openAttachment(desk.technician, id)).size).toBe(5);
    for (const scope of [other.technician, other.requester, desk.outsider, desk.colleague]) {
      await expect(openAttachment(scope, id)).rejects.toMatchObject({ key: 'notFound' });
      await expect(openAttachment(scope, newId())).rejects.toMatchObject({ key: 'notFound' });
    }
  });

  it('lets admins and keys with the scope change the settings, nobody else', async () => {
    const change = (scope: Scope) => changeTicketSettings(asStaff(scope), { reopen: 'always' });
    expect(await auditedBy(desk.tenant, () => change(desk.admin))).toEqual([
      'ticketSettings.changed',
    ]);
    await change(await asApiKey(desk.tenant, ['settings:write']));
    for (const scope of [desk.technician, desk.requester]) {
      await expect(change(scope)).rejects.toMatchObject({ status: 403, key: 'session.adminsOnly' });
      await expect(readTicketSettings(asStaff(scope))).rejects.toMatchObject({ status: 403 });
    }
    const key = await asApiKey(desk.tenant, ['settings:read']);
    await expect(change(key)).rejects.toMatchObject({ status: 403, key: 'api.scopeMissing' });
    expect((await readTicketSettings(key)).visibleStatuses).toHaveLength(4);
  });

  it('shows the list of technicians to staff only', async () => {
    const names = (await readAssignees(desk.technician)).map((one) => one.id);
    expect(names.sort()).toEqual([desk.admin.actor.id, desk.technician.actor.id].sort());
    await expect(readAssignees(asStaff(desk.requester))).rejects.toMatchObject({ status: 403 });
  });
});
