import 'server-only';
import { and, eq, like, or } from 'drizzle-orm';
import { union } from 'drizzle-orm/pg-core';
import type { Tx } from '@/access/in-transaction';
import type { Scope } from '@/access/scope';
import { takeTurn } from '@/access/take-turn';
import { articleTranslations, formerSlugs } from './tables';

/**
 * A slug made of the title that nobody in the tenant has or had: `set-up-mail`, else
 * `set-up-mail-2`. It stays when the title changes, so that links go on leading to the article. Who
 * asks for one at the same time waits, until the transaction ends, and gets another.
 */
export async function freeSlug(tx: Tx, { tenant }: Scope, title: string): Promise<string> {
  const stem = slugOf(title);
  await takeTurn(tx, `slugs:${tenant.id}`);
  const alike = (table: typeof articleTranslations | typeof formerSlugs) =>
    tx
      .select({ slug: table.slug })
      .from(table)
      .where(
        and(eq(table.tenantId, tenant.id), or(eq(table.slug, stem), like(table.slug, `${stem}-%`))),
      );
  const rows = await union(alike(articleTranslations), alike(formerSlugs));
  return freeAmong(new Set(rows.map(({ slug }) => slug)), title);
}

/**
 * The same, knowing all that are taken. Whoever asks for many keeps `counts`: how far the numbers of
 * a title are used up, so that thousands of one title don't count from the start each.
 */
export function freeAmong(
  taken: ReadonlySet<string>,
  title: string,
  counts = new Map<string, number>(),
): string {
  const stem = slugOf(title);
  if (!taken.has(stem)) return stem;
  let count = counts.get(stem) ?? 2;
  while (taken.has(`${stem}-${count}`)) count++;
  counts.set(stem, count);
  return `${stem}-${count}`;
}

/** Plain letters and digits with hyphens between, at most 80. */
function slugOf(title: string): string {
  const words = title
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll('ß', 'ss')
    .replace(/\p{M}+/gu, '')
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 80)
    .replace(/^-+|-+$/g, '');
  return words || 'article';
}
