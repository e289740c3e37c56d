import 'server-only';
import { and, eq, like } from 'drizzle-orm';
import { inReadTransaction, type Tx } from '@/access/in-transaction';
import { refuseUnlessPermitted } from '@/access/permission';
import type { Scope, Staff } from '@/access/scope';
import type { SectionAudience } from './change-section';
import { settingsCan } from './policy';
import { readMembers } from './section-members';
import { type Audience, type SectionName, sectionNames } from './sections';
import { settings } from './tables';
import { settingShapes } from './tenant-settings';

/** Who has each section, with the ids of all who were chosen. */
export async function readSections(
  scope: Scope<Staff>,
): Promise<Record<SectionName, SectionAudience>> {
  refuseUnlessPermitted(settingsCan.read(scope));
  return inReadTransaction(scope, async (tx) => {
    const audiences = await audiencesOf(tx, scope);
    const entries = await Promise.all(
      sectionNames.map(async (section) => {
        const members = await readMembers(tx, scope, section);
        return [section, { audience: audiences[section], ...members }];
      }),
    );
    return Object.fromEntries(entries) as Record<SectionName, SectionAudience>;
  });
}

/** The audience of each section alone. */
export async function readAudiences(scope: Scope<Staff>): Promise<Record<SectionName, Audience>> {
  refuseUnlessPermitted(settingsCan.read(scope));
  return inReadTransaction(scope, (tx) => audiencesOf(tx, scope));
}

async function audiencesOf(tx: Tx, { tenant }: Scope): Promise<Record<SectionName, Audience>> {
  const rows = await tx
    .select({ key: settings.key, value: settings.value })
    .from(settings)
    .where(and(eq(settings.tenantId, tenant.id), like(settings.key, 'section.%')));
  const chosen = new Map(rows.map(({ key, value }) => [key, value]));
  const entries = sectionNames.map((section) => {
    const key = `section.${section}` as const;
    return [section, settingShapes[key].parse(chosen.get(key) ?? {}).audience];
  });
  return Object.fromEntries(entries) as Record<SectionName, Audience>;
}
