import { describe, expect, it } from 'vitest';
import { changeTicketSettings, readTicketSettings } from '@/tickets/change-ticket-settings';
import { createDefaultStatuses } from '@/tickets/default-statuses';
import { readStatuses } from '@/tickets/read-statuses';
import { readTicket } from '@/tickets/read-ticket';
import { readTicketList } from '@/tickets/read-ticket-list';
import { freshDatabase } from '~tests/setup/fresh-database';
import { asSystem, nextRequest } from '~tests/setup/tenants';
import { aTicket, auditedBy, makeDesk } from './desk';

await freshDatabase();
const desk = await makeDesk();
const other = await makeDesk();
const { admin, requester, tenant } = desk;
const every = ['open', 'pending', 'resolved', 'closed'];

describe('the statuses of a new tenant', () => {
  it('are four, in every language, and made once', async () => {
    const labels = async (language: string) =>
      (await readStatuses({ ...requester, language })).map((status) => status.label);
    expect(await labels('en')).toEqual(['Open', 'Pending', 'Resolved', 'Closed']);
    expect(await labels('fr')).toEqual(['Ouvert', 'En attente', 'Résolu', 'Fermé']);
    expect(await labels('de')).toEqual(['Offen', 'Wartend', 'Gelöst', 'Geschlossen']);
    expect(await labels('es')).toEqual(['Abierto', 'Pendiente', 'Resuelto', 'Cerrado']);
    expect(await labels('it')).toEqual(['Aperto', 'In attesa', 'Risolto', 'Chiuso']);
    const again = async () => createDefaultStatuses(await asSystem(tenant));
    expect(await auditedBy(tenant, again)).toEqual([]);
    expect(await readStatuses(admin)).toHaveLength(4);
  });
});

describe('what contacts see', () => {
  it('follows the ticked statuses at once, in lists, tickets and filters', async () => {
    const number = await aTicket(requester);
    await changeTicketSettings(admin, { visibleStatuses: ['pending'] });
    expect((await readStatuses(requester)).map((status) => status.key)).toEqual(['pending']);
    expect((await readTicketList(requester)).rows).toEqual([]);
    await expect(readTicket(requester, number)).rejects.toMatchObject({ status: 404 });
    expect((await readTicketList(admin)).rows).toHaveLength(1);
    expect(await readTicketSettings(admin)).toMatchObject({
      visibleStatuses: ['pending'],
      statuses: every.map((key) => ({ key, portalVisible: key === 'pending' })),
    });
    expect((await readTicketSettings(other.admin)).visibleStatuses).toEqual(every);
    await changeTicketSettings(admin, { visibleStatuses: every });
    expect((await readTicketList(requester)).rows).toHaveLength(1);
  });

  it('asks before nothing is left to see', async () => {
    const refused = changeTicketSettings(admin, { visibleStatuses: [] });
    await expect(refused).rejects.toMatchObject({ key: 'tickets.noneVisible', status: 409 });
    expect((await readTicketSettings(admin)).visibleStatuses).toEqual(every);
    await changeTicketSettings(admin, { visibleStatuses: [], confirmNone: true });
    expect(await readStatuses(requester)).toEqual([]);
    await changeTicketSettings(admin, { visibleStatuses: every });
  });

  it('refuses a status that is not there and then changes nothing', async () => {
    const change = changeTicketSettings(admin, {
      visibleStatuses: ['open', 'limbo'],
      reopen: 'never',
    });
    await expect(change).rejects.toMatchObject({
      status: 422,
      fields: { visibleStatuses: 'tickets.unknownStatus' },
    });
    expect(await readTicketSettings(await nextRequest(admin))).toMatchObject({
      visibleStatuses: every,
      reopen: 'always',
    });
  });

  it('keeps the rule for reopening, one entry a change', async () => {
    const change = () =>
      changeTicketSettings(admin, { reopen: { withinDays: 14 }, visibleStatuses: every });
    expect(await auditedBy(tenant, change)).toEqual(['ticketSettings.changed']);
    const now = await nextRequest(admin);
    expect((await readTicketSettings(now)).reopen).toEqual({ withinDays: 14 });
    for (const withinDays of [0, 366, 1.5]) {
      await expect(changeTicketSettings(now, { reopen: { withinDays } })).rejects.toThrow();
    }
  });
});
