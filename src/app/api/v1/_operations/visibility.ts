import 'server-only';
import { z } from 'zod';
import { visibilities } from '@/fields/field';
import { sectionNames } from '@/settings/sections';
import { readContactVisibility } from '@/tickets/visibility/read-contact-visibility';
import { readTicketVisibility } from '@/tickets/visibility/read-ticket-visibility';
import { operation } from '../_door/operation';
import { idParams, numberParams } from '../_door/shapes';

const belonging = z.enum(['requester', 'primaryContact', 'inCopy']);
const key = z.string();
const label = z.string();

export const readContactVisibilityOperation = operation({
  method: 'GET',
  path: '/contacts/{id}/visibility',
  summary: 'Read what the portal shows to a contact, and why',
  description: 'By the rules that the portal follows itself, as it would be at their next request.',
  scope: 'contacts:read',
  params: idParams,
  status: 200,
  answer: z
    .object({
      canSignIn: z.boolean().describe('False: disabled, so nothing is shown at all'),
      sections: z.array(
        z.object({
          name: z.enum(sectionNames),
          has: z.boolean(),
          reason: z.enum([
            'everyone',
            'contactSelected',
            'companySelected',
            'nobody',
            'notSelected',
            'notEntitled',
          ]),
        }),
      ),
      companyTickets: z
        .object({
          has: z.boolean(),
          reason: z.enum(['primaryContact', 'notPrimary', 'noSection']),
        })
        .describe('Whether every ticket of their company is theirs to see'),
      statuses: z.array(z.object({ key, label, visible: z.boolean() })),
      fields: z.array(z.object({ key, label, portal: z.enum(visibilities) })),
      announcements: z.array(
        z.object({
          id: z.uuid(),
          text: z.string(),
          language: z.string(),
          tone: z.enum(['info', 'warning', 'danger']),
          reach: z.enum(['everybody', 'company']),
        }),
      ),
    })
    .meta({ id: 'ContactVisibility' }),
  run: (scope, { params }) => readContactVisibility(scope, params.id),
});

export const readTicketVisibilityOperation = operation({
  method: 'GET',
  path: '/tickets/{number}/visibility',
  summary: 'Read which contacts see a ticket, and why',
  description: 'Whose it is, primary contacts of its company, and those in copy.',
  scope: 'tickets:read',
  params: numberParams,
  status: 200,
  answer: z
    .object({
      statusVisible: z.boolean().describe('False: contacts see no ticket in its status'),
      people: z.array(
        z.object({
          id: z.uuid(),
          name: z.string(),
          as: belonging,
          sees: z.boolean(),
          reason: z.enum([
            ...belonging.options,
            'stranger',
            'noSection',
            'statusHidden',
            'disabled',
          ]),
        }),
      ),
    })
    .meta({ id: 'TicketVisibility' }),
  run: (scope, { params }) => readTicketVisibility(scope, params.number),
});
