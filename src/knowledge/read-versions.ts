import 'server-only';
import { and, desc, eq, inArray } from 'drizzle-orm';
import { inReadTransaction } from '@/access/in-transaction';
import type { Scope } from '@/access/scope';
import { notFound, orNotFound } from '@/platform/errors';
import { isUuid } from '@/platform/ids';
import { type DiffLine, diffLines } from './diff-lines';
import { refuseUnlessKnowledge } from './policy';
import { articleVersions } from './tables';

export interface VersionLine {
  version: number;
  title: string;
  authorName: string;
  restoredFrom: number | null;
  createdAt: Date;
}

/** What an article has said in one language, the newest first, at most 200. Refuses contacts (403). */
export async function readVersions(
  scope: Scope,
  id: string,
  language: string,
): Promise<VersionLine[]> {
  refuseUnlessKnowledge(scope, 'keepReading');
  if (!isUuid(id)) throw notFound();
  const rows = await inReadTransaction(scope, (tx) =>
    tx
      .select({
        version: articleVersions.version,
        title: articleVersions.title,
        authorName: articleVersions.authorName,
        restoredFrom: articleVersions.restoredFrom,
        createdAt: articleVersions.createdAt,
      })
      .from(articleVersions)
      .where(ofText(scope, id, language))
      .orderBy(desc(articleVersions.version))
      .limit(200),
  );
  if (rows.length === 0) throw notFound();
  return rows;
}

export interface Comparison {
  before: { version: number; title: string };
  after: { version: number; title: string };
  lines: DiffLine[];
}

/** What changed from one version to another, line by line. An unknown one is not found. */
export async function compareVersions(
  scope: Scope,
  { id, language, from, to }: { id: string; language: string; from: number; to: number },
): Promise<Comparison> {
  refuseUnlessKnowledge(scope, 'keepReading');
  if (!isUuid(id) || ![from, to].every(isVersion)) throw notFound();
  const rows = await inReadTransaction(scope, (tx) =>
    tx
      .select({
        version: articleVersions.version,
        title: articleVersions.title,
        body: articleVersions.body,
      })
      .from(articleVersions)
      .where(and(ofText(scope, id, language), inArray(articleVersions.version, [from, to]))),
  );
  const before = orNotFound(rows.find(({ version }) => version === from));
  const after = orNotFound(rows.find(({ version }) => version === to));
  return {
    before: { version: from, title: before.title },
    after: { version: to, title: after.title },
    lines: diffLines(before.body, after.body),
  };
}

const isVersion = (version: number) =>
  Number.isInteger(version) && version > 0 && version < 2 ** 31;

function ofText({ tenant }: Scope, id: string, language: string) {
  return and(
    eq(articleVersions.tenantId, tenant.id),
    eq(articleVersions.articleId, id),
    eq(articleVersions.language, language),
  );
}
