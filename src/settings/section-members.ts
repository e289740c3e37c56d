import 'server-only';
import { and, eq, inArray, sql } from 'drizzle-orm';
import type { Tx } from '@/access/in-transaction';
import type { Scope } from '@/access/scope';
import { refuseUnless } from '@/platform/errors';
import type { SectionName } from './sections';
import { sectionMembers } from './tables';

/** How many contacts, and how many companies, can be chosen for one section. */
export const mostMembers = 10_000;

export interface Members {
  contactIds: string[];
  companyIds: string[];
}

/** Everybody who is chosen for the section, in the order of their ids. */
export async function readMembers(tx: Tx, scope: Scope, section: SectionName): Promise<Members> {
  const rows = await tx
    .select({ id: sectionMembers.memberId, kind: sectionMembers.kind })
    .from(sectionMembers)
    .where(and(eq(sectionMembers.tenantId, scope.tenant.id), eq(sectionMembers.section, section)))
    .orderBy(sectionMembers.memberId);
  const idsOf = (kind: string) => rows.filter((row) => row.kind === kind).map(({ id }) => id);
  return { contactIds: idsOf('contact'), companyIds: idsOf('company') };
}

/**
 * Adds those who are not chosen yet, and returns them. The caller holds the section's setting
 * locked (`saveSetting`). Refuses (409) more than ten thousand of a kind.
 */
export async function insertMembers(
  tx: Tx,
  { tenant }: Scope,
  section: SectionName,
  { contactIds, companyIds }: Members,
): Promise<Members> {
  const values = [
    ...contactIds.map((memberId) => ({ memberId, kind: 'contact' as const })),
    ...companyIds.map((memberId) => ({ memberId, kind: 'company' as const })),
  ].map((row) => ({ ...row, tenantId: tenant.id, section }));
  const added: { id: string; kind: string }[] = [];
  for (let at = 0; at < values.length; at += atOnce) {
    const rows = await tx
      .insert(sectionMembers)
      .values(values.slice(at, at + atOnce))
      .onConflictDoNothing()
      .returning({ id: sectionMembers.memberId, kind: sectionMembers.kind });
    added.push(...rows);
  }
  await refuseTooMany(tx, tenant.id, section);
  return byKind(added);
}

/** Takes these out, and returns who was in. */
export async function deleteMembers(
  tx: Tx,
  { tenant }: Scope,
  section: SectionName,
  { contactIds, companyIds }: Members,
): Promise<Members> {
  const ids = [...contactIds, ...companyIds];
  if (ids.length === 0) return { contactIds: [], companyIds: [] };
  const removed = await tx
    .delete(sectionMembers)
    .where(
      and(
        eq(sectionMembers.tenantId, tenant.id),
        eq(sectionMembers.section, section),
        inArray(sectionMembers.memberId, ids),
      ),
    )
    .returning({ id: sectionMembers.memberId, kind: sectionMembers.kind });
  return byKind(removed);
}

const atOnce = 1_000;

async function refuseTooMany(tx: Tx, tenantId: string, section: SectionName): Promise<void> {
  const rows = await tx
    .select({ count: sql<number>`count(*)::int` })
    .from(sectionMembers)
    .where(and(eq(sectionMembers.tenantId, tenantId), eq(sectionMembers.section, section)))
    .groupBy(sectionMembers.kind);
  const fits = rows.every(({ count }) => count <= mostMembers);
  refuseUnless(fits, 'settings.tooManyMembers', { values: { most: mostMembers } });
}

function byKind(rows: { id: string; kind: string }[]): Members {
  return {
    contactIds: rows.filter(({ kind }) => kind === 'contact').map(({ id }) => id),
    companyIds: rows.filter(({ kind }) => kind === 'company').map(({ id }) => id),
  };
}
