import 'server-only';
import { z } from 'zod';
import { locales } from '@/i18n/locales';
import { requirePeople } from '@/people/require-people';
import { ChangeBranding, changeBranding } from '@/settings/change-branding';
import { ChangeSection, changeSection } from '@/settings/change-section';
import { type Setting, sectionNames, setting } from '@/settings/tenant-settings';
import { readPortal } from '@/tenants/read-portal';
import { consoleUrl } from '@/tenants/urls';
import { operation } from '../_door/operation';

const Branding = z
  .object({
    colour: z.string().describe('`#rrggbb`; screens correct its contrast'),
    supportContact: z.string().describe('One line for contacts who can’t sign in'),
  })
  .meta({ id: 'Branding' });

const SectionAudience = z
  .object({
    audience: z.enum(['nobody', 'everyone', 'selected']),
    contactIds: z.array(z.uuid()),
    companyIds: z.array(z.uuid()),
  })
  .meta({ id: 'SectionAudience' });

export const readPortalOperation = operation({
  method: 'GET',
  path: '/portal',
  summary: 'Read the portal’s addresses, brand and sections',
  scope: 'settings:read',
  status: 200,
  answer: z
    .object({
      name: z.string(),
      url: z.url().describe('What contacts open and mails name'),
      consoleUrl: z.url(),
      defaultLanguage: z.enum(locales),
      branding: Branding,
      sections: z.object({ ticketing: SectionAudience }),
    })
    .meta({ id: 'Portal' }),
  run: async (scope) => ({
    name: scope.tenant.name,
    ...(await readPortal(scope)),
    consoleUrl: consoleUrl(scope.tenant),
    branding: setting(scope, 'branding'),
    sections: { ticketing: setting(scope, 'section.ticketing') },
  }),
});

export const changeSectionOperation = operation({
  method: 'PATCH',
  path: '/portal/sections/{section}',
  summary: 'Change who has a section of the portal',
  description: 'It holds at everybody’s next request. What is left out stays.',
  scope: 'settings:write',
  params: z.object({ section: z.enum(sectionNames) }),
  body: ChangeSection.omit({ section: true }),
  status: 200,
  answer: SectionAudience,
  run: async (scope, { params, body }) => {
    await requirePeople(scope, body);
    return changeSection(scope, { ...body, ...params });
  },
});

export const changeBrandingOperation = operation({
  method: 'PATCH',
  path: '/portal/branding',
  summary: 'Change how the portal looks',
  scope: 'settings:write',
  body: ChangeBranding,
  status: 200,
  answer: Branding,
  run: async (scope, { body }): Promise<Setting<'branding'>> => {
    const before = await changeBranding(scope, body);
    const { colour = before.colour, supportContact = before.supportContact } = body;
    return { ...before, colour, supportContact };
  },
});
