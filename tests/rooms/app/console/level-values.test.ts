import { expect, it } from 'vitest';
import {
  holidaysOf,
  hoursOf,
  spanValues,
} from '@/app/console/(inside)/admin/settings/service-levels/level-values';
import { ChangeServiceLevels } from '@/tickets/sla/change-service-levels';
import { defaultHours } from '@/tickets/sla/service-level-shapes';

/** What the form sends and the verb's shape says of it: the first sentence of each field. */
function sent(change: { hours?: unknown; holidays?: unknown }) {
  const { data, error } = ChangeServiceLevels.safeParse(JSON.parse(JSON.stringify(change)));
  return data ?? error?.issues.map(({ path, message }) => `${String(path[0])}: ${message}`);
}

const week = spanValues(defaultHours);
const monday = (from: string, to: string) => hoursOf([[{ from, to }], ...week.slice(1)]);

it('hours come back as they were typed, and midnight ends a day', () => {
  expect(sent({ hours: hoursOf(week) })).toEqual({ hours: defaultHours });
  expect(monday('22:00', '00:00')[0]).toEqual([{ from: 1_320, to: 1_440 }]);
  expect(monday('', '')[0]).toEqual([]);
});

it('half a span is refused, not left out', () => {
  expect(sent({ hours: monday('09:00', '') })).toEqual(['hours: fields.halfSpan']);
  expect(sent({ hours: monday('', '17:00') })).toEqual(['hours: fields.halfSpan']);
});

it('a holiday that has a name but no day is refused, not left out', () => {
  const holiday = { date: '2026-12-25', yearly: true, name: 'Christmas' };
  const blank = { date: '', yearly: false, name: '' };
  expect(sent({ holidays: holidaysOf([holiday, blank]) })).toEqual({ holidays: [holiday] });
  expect(sent({ holidays: holidaysOf([{ ...holiday, date: '' }]) })).toEqual([
    'holidays: fields.holidayDate',
  ]);
});
