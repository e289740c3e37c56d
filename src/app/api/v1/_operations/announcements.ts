import 'server-only';
import { z } from 'zod';
import { locales } from '@/i18n/locales';
import { requirePeople } from '@/people/require-people';
import { Announce, announce } from '@/settings/announce';
import { type AnnouncementRow, readAnnouncements } from '@/settings/read-announcements';
import { takeDownAnnouncement } from '@/settings/take-down-announcement';
import { operation } from '../_door/operation';
import { idParams, inPages, listOf, shortQuery, time } from '../_door/shapes';

const Announcement = z
  .object({
    id: z.uuid(),
    texts: z.partialRecord(z.enum(locales), z.string()).describe('Text by language'),
    tone: z.enum(['info', 'warning', 'danger']),
    companyIds: z.array(z.uuid()).describe('Empty: everybody'),
    onSignIn: z.boolean().describe('Also before the sign-in, where it is for everybody'),
    startsAt: time,
    endsAt: time.nullable().describe('Null: until it is taken down'),
    createdAt: time,
  })
  .meta({ id: 'Announcement' });

export const listAnnouncementsOperation = operation({
  method: 'GET',
  path: '/portal/announcements',
  summary: 'List the announcements, also those to come and the last that ended',
  scope: 'settings:read',
  query: shortQuery,
  status: 200,
  answer: listOf(Announcement),
  run: async (scope, { query }) =>
    inPages((await readAnnouncements(scope)).map(shownAnnouncement), query),
});

export const announceOperation = operation({
  method: 'POST',
  path: '/portal/announcements',
  summary: 'Announce something at the top of the portal',
  description: 'It is shown from everybody’s next page on, between its start and its end.',
  scope: 'settings:write',
  body: Announce,
  refuses: [409],
  status: 201,
  answer: Announcement,
  run: async (scope, { body }) => {
    await requirePeople(scope, body);
    return shownAnnouncement(await announce(scope, body));
  },
});

export const takeDownAnnouncementOperation = operation({
  method: 'DELETE',
  path: '/portal/announcements/{id}',
  summary: 'Take an announcement down',
  scope: 'settings:write',
  params: idParams,
  status: 204,
  run: (scope, { params }) => takeDownAnnouncement(scope, params),
});

function shownAnnouncement({ startsAt, endsAt, createdAt, ...row }: AnnouncementRow) {
  return {
    ...row,
    startsAt: startsAt.toISOString(),
    endsAt: endsAt?.toISOString() ?? null,
    createdAt: createdAt.toISOString(),
  };
}
