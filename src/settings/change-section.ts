import 'server-only';
import { z } from 'zod';
import { inTransaction } from '@/access/in-transaction';
import { refuseUnlessPermitted } from '@/access/permission';
import type { Scope, Staff } from '@/access/scope';
import { record } from '@/audit/record';
import { refuseUnlessEntitled } from './entitlements';
import { settingsCan } from './policy';
import { saveSetting } from './save-setting';
import {
  deleteMembers,
  insertMembers,
  type Members,
  mostMembers,
  readMembers,
} from './section-members';
import { type Audience, audiences, sectionNames } from './sections';
import { tellSectionsChanged } from './tell-sections-changed';

export const MemberIds = z
  .array(z.uuid().toLowerCase())
  .max(mostMembers)
  .transform((ids) => [...new Set(ids)]);

/** What is left out stays as it is. */
export const ChangeSection = z.object({
  section: z.enum(sectionNames),
  audience: z.enum(audiences).optional(),
  /** Who has it with `selected`: these contacts, and everybody of these companies. */
  contactIds: MemberIds.optional(),
  companyIds: MemberIds.optional(),
});

export type SectionAudience = Members & { audience: Audience };

/**
 * Changes who has a section of the portal, from everybody's next request on. The ids that are
 * given replace all that were chosen. Returns the audience as it is then. That the ids are of
 * people who exist is the caller's to ask (`requirePeople`). Refuses (403) a section that the
 * operator has not granted.
 */
export async function changeSection(
  scope: Scope<Staff>,
  input: z.input<typeof ChangeSection>,
): Promise<SectionAudience> {
  refuseUnlessPermitted(settingsCan.change(scope));
  const { section, audience, ...wanted } = ChangeSection.parse(input);
  refuseUnlessEntitled(scope, section);
  return inTransaction(scope, async (tx) => {
    const change = audience ? { audience } : {};
    const { before, after } = await saveSetting(tx, scope, `section.${section}`, change);
    const chosen = await readMembers(tx, scope, section);
    const members = { ...chosen, ...withoutGaps(wanted) };
    const removed = await deleteMembers(tx, scope, section, without(chosen, members));
    const added = await insertMembers(tx, scope, section, without(members, chosen));
    await record(tx, scope, 'settings.sectionChanged', section, {
      before: { ...before, ...countsOf(chosen) },
      after: {
        section,
        ...after,
        ...countsOf(members),
        ...named('added', added),
        ...named('removed', removed),
      },
    });
    await tellSectionsChanged(tx, scope);
    return { ...after, ...members };
  });
}

/** Who came or went, for the audit log: by id, or how many where nobody would read that many. */
export function named(deed: 'added' | 'removed', { contactIds, companyIds }: Members) {
  const ids = [...companyIds, ...contactIds];
  if (ids.length === 0) return {};
  return { [deed]: ids.length <= mostNamed ? ids : ids.length };
}

const mostNamed = 200;

function countsOf({ contactIds, companyIds }: Members) {
  return { contacts: contactIds.length, companies: companyIds.length };
}

function withoutGaps({ contactIds, companyIds }: Partial<Members>): Partial<Members> {
  return { ...(contactIds && { contactIds }), ...(companyIds && { companyIds }) };
}

function without(some: Members, others: Members): Members {
  const known = new Set([...others.contactIds, ...others.companyIds]);
  const left = (ids: string[]) => ids.filter((id) => !known.has(id));
  return { contactIds: left(some.contactIds), companyIds: left(some.companyIds) };
}
