import { beforeAll, describe, expect, it, vi } from 'vitest';
import { changeField } from '@/fields/change-field';
import { createField } from '@/fields/create-field';
import { type FieldView, type Visibility, visibilities } from '@/fields/field';
import { listen } from '@/platform/notify';
import { exportContactData } from '@/session/export-contact-data';
import type { TicketHappening } from '@/tickets/announce-change';
import { assignTicket } from '@/tickets/assign-ticket';
import { changeTicketPriority } from '@/tickets/change-ticket-priority';
import { changeTicketStatus } from '@/tickets/change-ticket-status';
import { closeTicket } from '@/tickets/close-ticket';
import { changeTicketFields } from '@/tickets/fields/change-ticket-fields';
import { readNewTicketForm } from '@/tickets/fields/read-new-ticket-form';
import { mayHear } from '@/tickets/may-hear';
import { openTicket } from '@/tickets/open-ticket';
import { permissionsOn } from '@/tickets/policy';
import { readTicket } from '@/tickets/read-ticket';
import { readTicketList } from '@/tickets/read-ticket-list';
import { replyToTicket } from '@/tickets/reply-to-ticket';
import { createStatus } from '@/tickets/statuses/create-status';
import { freshDatabase } from '~tests/setup/fresh-database';
import { refusalOf } from '~tests/setup/proofs';
import { asTechnician, nextRequest } from '~tests/setup/tenants';
import { type Desk, mailsOf, makeDesk } from '../tickets/desk';

await freshDatabase({ ear: true });
let desk: Desk;
let number: number;
let assignee: Awaited<ReturnType<typeof asTechnician>>;
const now = () => nextRequest(desk.requester);
const staff = () => nextRequest(desk.technician);

interface Probe {
  /** What would give the value, or that there is such a field, away. */
  mark: () => RegExp;
  /** Gives the ticket the value, or takes it away. */
  set?: (isSet: boolean) => Promise<void>;
  /** What a contact's search would find it by. */
  q?: string;
  /** What a tampered form would send. */
  given: unknown;
}

const custom = {
  zqText: { type: 'text', value: 'zqvaluetext' },
  zqNumber: { type: 'number', value: 918273 },
  zqDate: { type: 'date', value: '2031-07-19' },
  zqCheckbox: { type: 'checkbox', value: true },
  zqChoice: { type: 'choice', value: 'zqvaluechoice' },
  zqMany: { type: 'multipleChoice', value: ['zqvaluemany'] },
} as const;
const values = {
  impact: 'zqimpact',
  productFamily: 'zqfamily',
  ...Object.fromEntries(Object.entries(custom).map(([key, { value }]) => [key, value])),
};
const inFields = (key: keyof typeof values | string, mark: RegExp, q?: string): Probe => ({
  mark: () => mark,
  set: async (isSet) => {
    const value = (values as Record<string, unknown>)[key];
    await changeTicketFields(await staff(), { number, fields: { [key]: isSet ? value : null } });
  },
  given: (values as Record<string, unknown>)[key],
  ...(q ? { q } : {}),
});

const probes: Record<string, Probe> = {
  title: { mark: () => /zqtitle/, q: 'zqtitle', given: 'Another' },
  description: { mark: () => /zqdescription/, q: 'zqdescription', given: 'Another' },
  type: {
    mark: () => /problem/i,
    set: async (isSet) => {
      const type = isSet ? 'problem' : 'incident';
      await changeTicketFields(await staff(), { number, fields: { type } });
    },
    given: 'question',
  },
  impact: inFields('impact', /impact/i),
  priority: {
    mark: () => /urgent/i,
    set: async (isSet) =>
      changeTicketPriority(await staff(), { number, priority: isSet ? 'urgent' : 'low' }),
    given: 'low',
  },
  productFamily: inFields('productFamily', /family/i),
  status: {
    mark: () => /zq ?status|"category":"pending"|"(resolved|closed)At":"/i,
    set: async (isSet) =>
      changeTicketStatus(await staff(), { number, statusKey: isSet ? 'zqstatus' : 'open' }),
    given: 'open',
  },
  technician: {
    mark: () => new RegExp(assignee.actor.name),
    set: async (isSet) =>
      assignTicket(await staff(), { number, assigneeId: isSet ? assignee.actor.id : null }),
    given: '01a21ad6-b615-7061-a4a7-51c57ea4ce96',
  },
  zqText: inFields('zqText', /zq ?(value)?text/i, 'zqvaluetext'),
  zqNumber: inFields('zqNumber', /zq ?number|918.?273/i),
  zqDate: inFields('zqDate', /zq ?date|2031/i),
  zqCheckbox: inFields('zqCheckbox', /zq ?checkbox/i),
  zqChoice: inFields('zqChoice', /zq ?(value)?choice/i),
  zqMany: inFields('zqMany', /zq ?(value)?many/i),
};

beforeAll(async () => {
  desk = await makeDesk();
  assignee = await asTechnician(desk.tenant);
  const { admin, requester } = desk;
  await createStatus(admin, { labels: { en: 'Zq status' }, category: 'pending', key: 'zqstatus' });
  for (const [key, { type, value }] of Object.entries(custom)) {
    const choices = type === 'choice' || type === 'multipleChoice' ? [String(value)] : [];
    const named = choices.map((choice) => ({ key: choice, labels: { en: `Zq ${choice}` } }));
    await createField(admin, { key, type, labels: { en: key }, choices: named });
  }
  for (const [key, choice] of [
    ['impact', 'zqimpact'],
    ['productFamily', 'zqfamily'],
  ] as const) {
    await changeField(admin, { key, choices: [{ key: choice, labels: { en: choice } }] });
  }
  const text = { title: 'zqtitle', description: 'zqdescription', requesterId: requester.actor.id };
  number = (await openTicket(await staff(), { ...text, fields: values })).number;
});

/** Everything that leaves the house towards this contact, as it leaves. */
async function channels(probe: Probe): Promise<Record<string, string>> {
  const before = new Set((await mailsOf(desk.tenant)).map(({ id }) => id));
  await replyToTicket(await staff(), { number, body: 'We are on it.' });
  await probe.set?.(false);
  await probe.set?.(true);
  const mails = (await mailsOf(desk.tenant)).filter(
    ({ id, about }) => !before.has(id) && about === desk.requester.actor.id,
  );
  const contact = await now();
  const primary = await nextRequest(desk.primary);
  const found = probe.q ? await readTicketList(contact, { q: probe.q }) : { rows: [] };
  const exported = exportContactData(await nextRequest(desk.admin), { id: contact.actor.id });
  return {
    form: JSON.stringify(await readNewTicketForm(contact)),
    detail: JSON.stringify(await readTicket(contact, number)),
    detailOfPrimary: JSON.stringify(await readTicket(primary, number)),
    list: JSON.stringify(await readTicketList(contact)),
    listOfCompany: JSON.stringify(await readTicketList(primary, { view: 'company' })),
    mail: JSON.stringify(mails),
    export: JSON.stringify((await exported).tickets),
    search: found.rows.length > 0 ? String(probe.q) : '',
  };
}

/** Whether an open page of the contact's is told while the value changes. */
async function isTold(probe: Probe): Promise<boolean> {
  const heard: string[] = [];
  const contact = await now();
  const stop = listen('servicedesk_events', (payload) => {
    const event = payload as TicketHappening;
    if (mayHear(contact, event)) heard.push(event.kind);
  });
  await probe.set?.(false);
  await probe.set?.(true);
  await replyToTicket(await staff(), { number, body: 'Last of all.' });
  await vi.waitFor(() => expect(heard).toContain('reply'), { timeout: 5_000 });
  stop();
  return heard.includes('changed');
}

const cases = Object.keys(probes).flatMap((key) =>
  visibilities.map((portal) => [key, portal] as const),
);

describe.each(cases)('%s, %s in the portal', (key, portal: Visibility) => {
  const probe = probes[key]!;

  it('leaves the house or does not', async () => {
    const change = { key, portal, ...(portal === 'editable' ? {} : defaultFor(key)) };
    if (key === 'title' && portal === 'hidden') {
      const refused = await refusalOf(changeField(desk.admin, change));
      expect(refused.key).toBe('ticketFields.titleHidden');
      return;
    }
    await changeField(desk.admin, change);
    await probe.set?.(true);
    const said = await channels(probe);
    const given = Object.keys(said).filter((channel) => probe.mark().test(said[channel] ?? ''));
    if (portal === 'hidden') {
      expect(given).toEqual([]);
      const changedAt = async () => (await readTicket(await now(), number)).updatedAt;
      const before = await changedAt();
      await probe.set?.(false);
      await probe.set?.(true);
      expect(await changedAt()).toEqual(before);
      expect(await isTold(probe)).toBe(false);
    } else {
      expect(given).toContain('detail');
      if (key !== 'status') expect(given).toContain('export');
      if (probe.q) expect(given).toContain('search');
      if (key === 'status') expect(given).toContain('list');
      if (probe.set) expect(await isTold(probe)).toBe(true);
    }
  });

  if (portal !== 'editable' && !(key === 'title' && portal === 'hidden')) {
    it('refuses a tampered form, naming the field (403)', async () => {
      const text = { title: 'T', description: 'D' };
      const isText = key === 'title' || key === 'description';
      const own = { ...text, fields: isText ? {} : { [key]: probe.given } };
      const opened = await refusalOf(openTicket(await now(), own));
      const name = isText ? key : `fields.${key}`;
      expect([opened.status, opened.fields]).toEqual([403, { [name]: 'tickets.fieldNotYours' }]);
      if (isText) return;
      const fields = { [key]: probe.given };
      const changed = await refusalOf(changeTicketFields(await now(), { number, fields }));
      expect([changed.status, changed.fields]).toEqual([403, { [name]: 'tickets.fieldNotYours' }]);
    });
  }

  it('goes back to how it was', async () => {
    await changeField(desk.admin, { key, portal: 'editable' });
  });
});

it('a hidden status takes closing with it, and filters and orders that would tell', async () => {
  const { admin } = desk;
  await changeField(admin, { key: 'status', portal: 'hidden' });
  await changeField(admin, { key: 'priority', portal: 'hidden' });
  await changeField(admin, { key: 'technician', portal: 'hidden' });
  const contact = await now();
  const closing = await refusalOf(closeTicket(contact, { number }));
  expect([closing.status, closing.key, closing.values]).toEqual([
    403,
    'tickets.fieldNotYours',
    { field: 'status' },
  ]);
  const facts = { requesterId: contact.actor.id, companyId: contact.actor.companyId };
  const merging = (category: 'open' | 'closed') =>
    permissionsOn(contact, { ...facts, category, closedAt: null }).merge;
  expect(merging('closed')).toEqual(merging('open'));
  const all = (await readTicketList(contact)).rows.map((row) => row.number);
  for (const narrowed of [
    { status: 'closed' },
    { statusKey: 'closed' },
    { priority: 'low' as const },
    { sort: 'priority' as const },
    { assigneeId: (await asTechnician(desk.tenant)).actor.id },
  ]) {
    const rows = (await readTicketList(contact, narrowed)).rows.map((row) => row.number);
    expect(rows).toEqual(all);
  }
});

it('a technician who is only shown is no list of all others, unless contacts choose', async () => {
  const { name } = desk.admin.actor;
  const names = async () => {
    const asked = [readNewTicketForm(await now()), readTicket(await now(), number)];
    const views = await Promise.all<{ fields: FieldView[] }>(asked);
    return views.map(({ fields }) => JSON.stringify(fields).includes(name));
  };
  await changeField(desk.admin, { key: 'technician', portal: 'readOnly' });
  expect(await names()).toEqual([false, false]);
  await changeField(desk.admin, { key: 'technician', portal: 'editable' });
  expect(await names()).toEqual([true, true]);
});

it('a text that hangs on a hidden field is not found by a search either', async () => {
  const { admin } = desk;
  const showWhen = { field: 'zqChoice', is: ['zqvaluechoice'] };
  await changeField(admin, { key: 'zqText', showWhen });
  const found = async () => (await readTicketList(await now(), { q: 'zqvaluetext' })).rows.length;
  await changeTicketFields(await staff(), { number, fields: { zqChoice: 'zqvaluechoice' } });
  await changeTicketFields(await staff(), { number, fields: { zqText: 'zqvaluetext' } });
  await changeField(admin, { key: 'zqChoice', portal: 'hidden' });
  expect(await found()).toBe(0);
  await changeField(admin, { key: 'zqText', showWhen: null });
  expect(await found()).toBe(1);
});

/** Texts that every ticket has begin with something where contacts don't write them. */
function defaultFor(key: string) {
  return key === 'title' || key === 'description' ? { defaultValue: 'As usual' } : {};
}
