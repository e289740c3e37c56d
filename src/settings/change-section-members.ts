import 'server-only';
import { z } from 'zod';
import { inTransaction } from '@/access/in-transaction';
import { refuseUnlessPermitted } from '@/access/permission';
import type { Scope, Staff } from '@/access/scope';
import { record } from '@/audit/record';
import { MemberIds, named } from './change-section';
import { refuseUnlessEntitled } from './entitlements';
import { settingsCan } from './policy';
import { saveSetting } from './save-setting';
import { deleteMembers, insertMembers } from './section-members';
import { sectionNames } from './sections';
import { tellSectionsChanged } from './tell-sections-changed';

export const ChangeSectionMembers = z.object({
  section: z.enum(sectionNames),
  contactIds: MemberIds.default([]),
  companyIds: MemberIds.default([]),
});

const verbs = {
  added: { event: 'settings.sectionMembersAdded', change: insertMembers },
  removed: { event: 'settings.sectionMembersRemoved', change: deleteMembers },
};

/**
 * Chooses these too, whatever others choose meanwhile. Who is in already stays, which leaves no
 * entry in the log. That they exist is the caller's to ask (`requirePeople`).
 */
export function addSectionMembers(
  scope: Scope<Staff>,
  input: z.input<typeof ChangeSectionMembers>,
) {
  return changeMembers(scope, 'added', input);
}

/** Takes these out, and nobody else. */
export function removeSectionMembers(
  scope: Scope<Staff>,
  input: z.input<typeof ChangeSectionMembers>,
) {
  return changeMembers(scope, 'removed', input);
}

async function changeMembers(
  scope: Scope<Staff>,
  deed: keyof typeof verbs,
  input: z.input<typeof ChangeSectionMembers>,
): Promise<void> {
  refuseUnlessPermitted(settingsCan.change(scope));
  const { section, ...members } = ChangeSectionMembers.parse(input);
  refuseUnlessEntitled(scope, section);
  const { event, change } = verbs[deed];
  await inTransaction(scope, async (tx) => {
    // Nothing of the setting changes: it is locked, so that changes come one after the other.
    await saveSetting(tx, scope, `section.${section}`, {});
    const changed = await change(tx, scope, section, members);
    if (changed.contactIds.length + changed.companyIds.length === 0) return;
    await record(tx, scope, event, section, { after: { section, ...named(deed, changed) } });
    await tellSectionsChanged(tx, scope);
  });
}
