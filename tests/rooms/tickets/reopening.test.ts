import { afterEach, describe, expect, it, vi } from 'vitest';
import { changeTicketSettingsOperation } from '@/app/api/v1/_operations/settings';
import { TicketSettingsInput } from '@/app/console/(inside)/admin/settings/tickets/ticket-settings-input';
import { clock, days } from '@/platform/clock';
import { changeTicketSettings, type Reopen } from '@/tickets/change-ticket-settings';
import { closeTicket } from '@/tickets/close-ticket';
import { openTicket } from '@/tickets/open-ticket';
import { readTicket } from '@/tickets/read-ticket';
import { reopenTicket } from '@/tickets/reopen-ticket';
import { freshDatabase } from '~tests/setup/fresh-database';
import { asApiKey, nextRequest } from '~tests/setup/tenants';
import { aTicket, makeDesk } from './desk';

await freshDatabase();
const { admin, technician, requester, tenant } = await makeDesk();
const visibleStatuses = ['open', 'pending', 'resolved', 'closed'];
afterEach(() => vi.restoreAllMocks());

/** The two ways in which the rule is set. */
const doors: Record<string, (reopen: Reopen) => Promise<unknown>> = {
  'the screen': (reopen) => {
    const fields =
      typeof reopen === 'string'
        ? { reopen, withinDays: '14' }
        : { reopen: 'withinDays', withinDays: String(reopen.withinDays) };
    return changeTicketSettings(admin, TicketSettingsInput.parse({ ...fields, visibleStatuses }));
  },
  'the API': async (reopen) => {
    const key = await asApiKey(tenant, ['settings:write']);
    const input = { params: {}, query: {}, body: { reopen } };
    return changeTicketSettingsOperation.run(key, input as never);
  },
};

const rules: [Reopen, days: number, reason: string | null][] = [
  ['always', 0, null],
  ['always', 400, null],
  ['never', 0, 'tickets.cannotReopen'],
  ['never', 400, 'tickets.cannotReopen'],
  [{ withinDays: 3 }, 0, null],
  [{ withinDays: 3 }, 2.99, null],
  [{ withinDays: 3 }, 3.01, 'tickets.reopenTooLate'],
];
const cases = Object.keys(doors).flatMap((door) =>
  rules.map(([reopen, later, reason]) => ({ door, reopen, later, reason })),
);

describe('a closed ticket', () => {
  it.each(cases)(
    'set by $door to $reopen, $later days later: $reason',
    async ({ door, reopen, later, reason }) => {
      const number = await aTicket(requester);
      await closeTicket(technician, { number });
      await doors[door]!(reopen);
      const now = Date.now() + days(later);
      vi.spyOn(clock, 'now').mockImplementation(() => new Date(now));
      const contact = await nextRequest(requester);
      const { can } = await readTicket(contact, number);
      expect(can.reopen.allowed).toBe(reason === null);
      expect(can.followUp.allowed).toBe(true);
      if (reason === null) {
        await reopenTicket(contact, { number });
        expect((await readTicket(contact, number)).status.category).toBe('open');
        return;
      }
      expect(can.reopen).toMatchObject({ reason });
      await expect(reopenTicket(contact, { number })).rejects.toMatchObject({
        status: 409,
        key: reason,
      });
      const next = await openTicket(contact, { title: 'T', description: 'D', followUpOf: number });
      expect((await readTicket(contact, number)).followUps).toMatchObject([next].map(numberOnly));
      expect((await readTicket(contact, next.number)).followUpOf).toMatchObject({ number });
      await reopenTicket(await nextRequest(technician), { number });
    },
  );

  it('takes whole days from 1 to 365, on the screen as elsewhere', () => {
    const said = (withinDays: string) =>
      TicketSettingsInput.safeParse({ reopen: 'withinDays', withinDays, visibleStatuses }).success;
    for (const wrong of ['', '0', '366', '1.5', 'x', '-1']) expect(said(wrong)).toBe(false);
    for (const right of ['1', '365']) expect(said(right)).toBe(true);
  });
});

const numberOnly = ({ number }: { number: number }) => ({ number });
