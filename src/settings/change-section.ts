import 'server-only';
import { z } from 'zod';
import { inTransaction } from '@/access/in-transaction';
import { refuseUnlessPermitted } from '@/access/permission';
import type { Scope, Staff } from '@/access/scope';
import { record } from '@/audit/record';
import { settingsCan } from './policy';
import { saveSetting } from './save-setting';
import { type Setting, sectionNames } from './tenant-settings';

/** What is left out stays as it is. */
export const ChangeSection = z.object({
  section: z.enum(sectionNames),
  audience: z.enum(['nobody', 'everyone', 'selected']).optional(),
  /** Who has it with `selected`: these contacts, and everybody of these companies. */
  contactIds: z.array(z.uuid().toLowerCase()).max(10_000).optional(),
  companyIds: z.array(z.uuid().toLowerCase()).max(10_000).optional(),
});

/**
 * Changes who has a section of the portal, from everybody's next request on. Returns the audience
 * as it is then. That the ids are of people who exist is the caller's to ask (`requirePeople`).
 */
export async function changeSection(
  scope: Scope<Staff>,
  input: z.input<typeof ChangeSection>,
): Promise<Setting<'section.ticketing'>> {
  refuseUnlessPermitted(settingsCan.change(scope));
  const { section, audience, contactIds, companyIds } = ChangeSection.parse(input);
  const change = {
    ...(audience ? { audience } : {}),
    ...(contactIds ? { contactIds: [...new Set(contactIds)] } : {}),
    ...(companyIds ? { companyIds: [...new Set(companyIds)] } : {}),
  };
  return inTransaction(scope, async (tx) => {
    const { before, after } = await saveSetting(tx, scope, `section.${section}`, change);
    await record(tx, scope, 'settings.sectionChanged', section, { before, after });
    return after;
  });
}
