import 'server-only';
import type { Tx } from '@/access/in-transaction';
import type { Scope } from '@/access/scope';
import { articleVersions } from './tables';

export interface Written {
  articleId: string;
  language: string;
  version: number;
  title: string;
  body: string;
  restoredFrom?: number;
}

/** Keeps what a translation says from now on, with who wrote it. */
export async function writeVersion(tx: Tx, scope: Scope, written: Written): Promise<void> {
  const authorName = nameOf(scope);
  await tx.insert(articleVersions).values({ tenantId: scope.tenant.id, authorName, ...written });
}

/** Who is named as the author. */
export function nameOf({ actor, tenant }: Scope): string {
  return actor.kind === 'system' ? tenant.name : actor.name;
}
