import 'server-only';
import { z } from 'zod';
import { requirePeople } from '@/people/require-people';
import { changeSatisfaction, satisfactionSettings } from '@/tickets/ratings/change-satisfaction';
import { changeCompanyLevels } from '@/tickets/sla/change-company-levels';
import { changeServiceLevels } from '@/tickets/sla/change-service-levels';
import { longestTarget, mostHolidays, mostSpans } from '@/tickets/sla/level-limits';
import { readServiceLevels, type ServiceLevelsView } from '@/tickets/sla/read-service-levels';
import { Holiday, WeekHours } from '@/tickets/sla/service-level-shapes';
import { ticketPriorities } from '@/tickets/ticket-view';
import { operation } from '../_door/operation';
import { seeing } from '../_door/seeing';
import { idParams, named, rowId } from '../_door/shapes';

const days = [
  ...['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'],
] as const;
const each = <S extends z.ZodType>(names: readonly string[], shape: S) =>
  z.strictObject(Object.fromEntries(names.map((name) => [name, shape])) as Record<string, S>);

const clockTime = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/, { message: 'fields.clockTime' });
const span = z.strictObject({ from: clockTime, to: clockTime });
const hoursShape = each(days, z.array(span).max(mostSpans)).describe(
  'In the tenant’s time zone; an end before the start lies in the next day',
);
const hours = hoursShape.transform(weekOf).pipe(WeekHours);

const minutes = z.int().min(1).max(longestTarget).nullable();
const target = z.strictObject({
  response: minutes.describe('Minutes to the first answer; null: nothing promised'),
  resolution: minutes.describe('Minutes to the solution; null: nothing promised'),
  clock: z.enum(['business', 'calendar']).describe('`calendar`: around the clock'),
});
const targets = each(ticketPriorities, target);

const rest = {
  enabled: z.boolean(),
  targets,
  holidays: z
    .array(Holiday.describe('Of one that is `yearly`, month and day count'))
    .max(mostHolidays),
  soonMinutes: z.int().min(5).max(1_440).describe('Technicians are warned so long before'),
  showToContacts: z.boolean().describe('Whether contacts read when they are answered'),
};

const ServiceLevels = z
  .object({
    ...rest,
    hours: hoursShape,
    timeZone: z.string(),
    companies: z
      .array(z.object({ company: named, targets }))
      .describe('Those that were promised something else'),
  })
  .meta({ id: 'ServiceLevels' });

export const readServiceLevelsOperation = operation({
  method: 'GET',
  path: '/settings/service-levels',
  summary: 'Read what is promised, and when people are at work',
  scope: 'settings:read',
  status: 200,
  answer: ServiceLevels,
  run: async (scope) => shown(await readServiceLevels(scope)),
});

export const changeServiceLevelsOperation = operation({
  method: 'PATCH',
  path: '/settings/service-levels',
  summary: 'Change what is promised, and when people are at work',
  description:
    'What is left out stays; targets, hours and holidays replace all that there are. Due times of tickets that have not ended follow within moments.',
  scope: 'settings:write',
  body: z.object({ ...z.object(rest).partial().shape, hours: hours.optional() }),
  status: 200,
  answer: ServiceLevels,
  run: async (scope, { body }) => {
    await changeServiceLevels(scope, body as Parameters<typeof changeServiceLevels>[1]);
    return shown(await readServiceLevels(seeing(scope, 'settings:read')));
  },
});

export const changeCompanyLevelsOperation = operation({
  method: 'PATCH',
  path: '/companies/{id}/service-levels',
  summary: 'Promise a company something else than everybody',
  scope: 'settings:write',
  params: idParams,
  body: z.object({ targets: targets.nullable().describe('Null: as for everybody') }),
  status: 200,
  answer: ServiceLevels,
  run: async (scope, { params, body }) => {
    const change = { companyId: params.id, targets: body.targets };
    await changeCompanyLevels(scope, change as Parameters<typeof changeCompanyLevels>[1]);
    return shown(await readServiceLevels(seeing(scope, 'settings:read')));
  },
});

const Satisfaction = z
  .object({
    audience: z
      .enum(['nobody', 'everyone', 'selected'])
      .describe('Whom a mail asks how it went once a ticket of theirs has ended'),
    companyIds: z.array(rowId).max(200).describe('For `selected`: whose contacts'),
    delayHours: z.int().min(0).max(168).describe('So long after the ticket has ended'),
    everyDays: z.int().min(0).max(365).describe('One contact is not asked again for so long'),
  })
  .meta({ id: 'SatisfactionSettings' });

export const readSatisfactionOperation = operation({
  method: 'GET',
  path: '/settings/satisfaction',
  summary: 'Read whom the satisfaction survey asks, and when',
  scope: 'settings:read',
  status: 200,
  answer: Satisfaction,
  run: async (scope) => satisfactionSettings(scope),
});

export const changeSatisfactionOperation = operation({
  method: 'PATCH',
  path: '/settings/satisfaction',
  summary: 'Change whom the satisfaction survey asks, and when',
  scope: 'settings:write',
  body: z.object({ ...Satisfaction.partial().shape }),
  status: 200,
  answer: Satisfaction,
  run: async (scope, { body }) => {
    await requirePeople(scope, body);
    return changeSatisfaction(scope, body);
  },
});

function shown({ hours: week, ...levels }: ServiceLevelsView) {
  const spans = week.map((day) =>
    day.map(({ from, to }) => ({ from: timeOf(from), to: timeOf(to) })),
  );
  return { ...levels, hours: Object.fromEntries(days.map((day, at) => [day, spans[at]])) };
}

function weekOf(week: Record<string, { from: string; to: string }[]>) {
  return days.map((day) =>
    week[day]!.map(({ from, to }) => ({ from: minutesOf(from), to: minutesOf(to) })),
  );
}

const two = (count: number) => String(count).padStart(2, '0');
const timeOf = (count: number) => `${two(Math.floor(count / 60))}:${two(count % 60)}`;
const minutesOf = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
