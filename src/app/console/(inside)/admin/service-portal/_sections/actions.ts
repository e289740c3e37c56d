'use server';

import { refresh } from 'next/cache';
import {
  ReadSectionMembers,
  readSectionMembers,
  readSectionReach,
} from '@/people/read-section-members';
import { requirePeople } from '@/people/require-people';
import { action } from '@/session/action';
import { requireAdmin } from '@/session/require-person';
import { ChangeSection, changeSection } from '@/settings/change-section';
import {
  addSectionMembers,
  ChangeSectionMembers,
  removeSectionMembers,
} from '@/settings/change-section-members';

export const changeAudienceAction = action(
  requireAdmin,
  ChangeSection.pick({ section: true, audience: true }).required(),
  async (scope, input) => {
    await changeSection(scope, input);
    refresh();
    return {};
  },
);

export const addMembersAction = action(
  requireAdmin,
  ChangeSectionMembers,
  async (scope, { section, ...members }) => {
    await requirePeople(scope, members);
    await addSectionMembers(scope, { section, ...members });
    return { value: (await readSectionReach(scope, [section]))[section] };
  },
);

export const removeMembersAction = action(
  requireAdmin,
  ChangeSectionMembers,
  async (scope, { section, ...members }) => {
    await removeSectionMembers(scope, { section, ...members });
    return { value: (await readSectionReach(scope, [section]))[section] };
  },
);

export const readMembersAction = action(requireAdmin, ReadSectionMembers, async (scope, input) => ({
  value: await readSectionMembers(scope, input),
}));
