import 'server-only';
import { z } from 'zod';
import { locales } from '@/i18n/locales';
import { changeWelcomeMail } from '@/people/change-welcome-mail';
import { changePortalLanguage } from '@/settings/change-portal-language';
import { setting } from '@/settings/tenant-settings';
import { readPortal } from '@/tenants/read-portal';
import { changeTicketSettings, readTicketSettings } from '@/tickets/change-ticket-settings';
import { changeTimeZone } from '@/tickets/sla/change-time-zone';
import { operation } from '../_door/operation';
import { seeing } from '../_door/seeing';
import { TicketStatus } from './ticket-shapes';

const reopen = z
  .union([
    z.enum(['always', 'never']),
    z.strictObject({ withinDays: z.int().min(1).max(365).describe('From the closing') }),
  ])
  .describe('Whether contacts may open a closed ticket again');

const TicketSettings = z
  .object({
    visibleStatuses: z.array(z.string()).describe('Keys of the statuses that contacts see'),
    reopen,
    statuses: z.array(TicketStatus),
  })
  .meta({ id: 'TicketSettings' });

export const readTicketSettingsOperation = operation({
  method: 'GET',
  path: '/settings/tickets',
  summary: 'Read what contacts see of tickets and may do',
  scope: 'settings:read',
  status: 200,
  answer: TicketSettings,
  run: (scope) => readTicketSettings(scope),
});

export const changeTicketSettingsOperation = operation({
  method: 'PATCH',
  path: '/settings/tickets',
  summary: 'Change what contacts see of tickets and may do',
  description: 'It holds at everybody’s next request. An empty list hides all tickets.',
  scope: 'settings:write',
  body: z.object({
    visibleStatuses: z
      .array(z.string().max(60))
      .max(100)
      .optional()
      .describe('Keys of all statuses that contacts shall see'),
    reopen: reopen.optional(),
  }),
  status: 200,
  answer: TicketSettings,
  run: async (scope, { body }) => {
    // A program that sends an empty list means it: there is nobody to ask.
    await changeTicketSettings(scope, { ...body, confirmNone: true });
    const tickets = { ...setting(scope, 'tickets'), ...(body.reopen && { reopen: body.reopen }) };
    const settings = { ...scope.settings, tickets };
    return readTicketSettings(seeing({ ...scope, settings }, 'settings:read'));
  },
});

const WelcomeMail = z
  .object({
    enabled: z.boolean().describe('Whether new contacts are mailed'),
    carries: z.enum(['password', 'link']).describe('`link`: a one-time link to set a password'),
  })
  .meta({ id: 'WelcomeMailSettings' });

export const readWelcomeMailOperation = operation({
  method: 'GET',
  path: '/settings/welcome-mail',
  summary: 'Read whether new contacts are mailed, and what',
  scope: 'settings:read',
  status: 200,
  answer: WelcomeMail,
  run: async (scope) => setting(scope, 'welcomeMail'),
});

export const changeWelcomeMailOperation = operation({
  method: 'PATCH',
  path: '/settings/welcome-mail',
  summary: 'Change whether new contacts are mailed, and what',
  description: 'What the mail says stands under `/settings/notifications`.',
  scope: 'settings:write',
  body: z.object({ ...WelcomeMail.partial().shape }),
  status: 200,
  answer: WelcomeMail,
  run: (scope, { body }) => changeWelcomeMail(scope, body),
});

const Language = z
  .object({
    portalDefault: z.enum(locales).describe('For people who have chosen none themselves'),
  })
  .meta({ id: 'LanguageSettings' });

export const readLanguageOperation = operation({
  method: 'GET',
  path: '/settings/language',
  summary: 'Read the portal’s default language',
  scope: 'settings:read',
  status: 200,
  answer: Language,
  run: async (scope) => ({ portalDefault: (await readPortal(scope)).defaultLanguage }),
});

export const changeLanguageOperation = operation({
  method: 'PATCH',
  path: '/settings/language',
  summary: 'Change the portal’s default language',
  scope: 'settings:write',
  body: z.object({ ...Language.shape }),
  status: 200,
  answer: Language,
  run: async (scope, { body }) => {
    await changePortalLanguage(scope, body);
    return body;
  },
});

const Zone = z
  .object({
    timeZone: z
      .string()
      .describe(
        'In which days and hours are meant: a place of the IANA database (`Europe/Paris`) or `UTC`',
      ),
  })
  .meta({ id: 'TimeZoneSettings' });

export const readTimeZoneOperation = operation({
  method: 'GET',
  path: '/settings/time-zone',
  summary: 'Read the time zone',
  scope: 'settings:read',
  status: 200,
  answer: Zone,
  run: async (scope) => ({ timeZone: (await readPortal(scope)).timeZone }),
});

export const changeTimeZoneOperation = operation({
  method: 'PATCH',
  path: '/settings/time-zone',
  summary: 'Change the time zone',
  description:
    'Of business hours, reports and times that are shown or entered. Due times of open tickets follow within moments.',
  scope: 'settings:write',
  body: z.object({ ...Zone.shape }),
  status: 200,
  answer: Zone,
  run: async (scope, { body }) => {
    await changeTimeZone(scope, body);
    return body;
  },
});
