'use server';

import { refresh } from 'next/cache';
import { requirePeople } from '@/people/require-people';
import { action } from '@/session/action';
import { requireAdmin } from '@/session/require-person';
import { announce } from '@/settings/announce';
import { TakeDownAnnouncement, takeDownAnnouncement } from '@/settings/take-down-announcement';
import { AnnouncementInput } from './announcement-input';

export const announceAction = action(requireAdmin, AnnouncementInput, async (scope, input) => {
  await requirePeople(scope, input);
  await announce(scope, input);
  refresh();
  return {};
});

export const takeDownAnnouncementAction = action(
  requireAdmin,
  TakeDownAnnouncement,
  async (scope, input) => {
    await takeDownAnnouncement(scope, input);
    refresh();
    return {};
  },
);
