import 'server-only';
import { inSavepoint } from '@/access/in-savepoint';
import type { Scope, Staff } from '@/access/scope';
import { createCategory } from '@/knowledge/categories/create-category';
import { mostLevels } from '@/knowledge/categories/lock-categories';
import { readCategories } from '@/knowledge/categories/read-categories';
import { Refusal } from '@/platform/errors';

export type CategoryPath = readonly Record<string, string>[];

/** A category, as far as finding it by name goes. */
export interface Branch {
  id: string;
  parentId: string | null;
  names: Record<string, string>;
}

/** The category of this name below that parent, in whatever language it is named. Pure. */
export function branchNamed(
  branches: readonly Branch[],
  parentId: string | null,
  names: Record<string, string>,
): Branch | undefined {
  const wanted = new Set(Object.values(names).map(keyOf));
  return branches.find(
    (one) =>
      one.parentId === parentId && Object.values(one.names).some((name) => wanted.has(keyOf(name))),
  );
}

const keyOf = (name: string) => name.normalize('NFC').trim().toLowerCase();

/** The names of the categories that these paths add to a tree, in order. Pure. */
export function namesAdded(branches: readonly Branch[], paths: readonly CategoryPath[]): string[] {
  const all = [...branches];
  const added: string[] = [];
  for (const path of paths) {
    let parentId: string | null = null;
    for (const names of fittingPath(path)) {
      let branch: Branch | undefined = branchNamed(all, parentId, names);
      if (!branch) {
        branch = { id: `added ${added.length}`, parentId, names };
        all.push(branch);
        added.push(Object.values(names)[0]!);
      }
      parentId = branch.id;
    }
  }
  return added;
}

/** A path as the tree can hold it: names of a fitting length, and no more levels than it has. */
export function fittingPath(path: CategoryPath): Record<string, string>[] {
  return path
    .slice(0, mostLevels)
    .map((names) =>
      Object.fromEntries(
        Object.entries(names)
          .map(([language, name]) => [language, categoryLine(name)])
          .filter(([, name]) => name),
      ),
    )
    .filter((names) => Object.keys(names).length > 0);
}

function categoryLine(name: string): string {
  const line = name
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ')
    .trim();
  return line.slice(0, 80).trim().toWellFormed();
}

/**
 * The category at the end of a path, with those on the way that there weren't. Where the tree is
 * full, the deepest that there is; null at the top.
 */
export async function placeCategories(
  scope: Scope<Staff>,
  path: CategoryPath,
): Promise<string | null> {
  if (path.length === 0) return null;
  const branches: Branch[] = await readCategories(scope);
  let parentId: string | null = null;
  for (const names of fittingPath(path)) {
    const found: Branch | undefined = branchNamed(branches, parentId, names);
    if (found) parentId = found.id;
    else {
      const made = await tryCategory(scope, parentId, names);
      if (!made) return parentId;
      branches.push({ id: made, parentId, names });
      parentId = made;
    }
  }
  return parentId;
}

async function tryCategory(
  scope: Scope<Staff>,
  parentId: string | null,
  names: Record<string, string>,
): Promise<string | undefined> {
  try {
    return (await inSavepoint(scope, () => createCategory(scope, { parentId, names }))).id;
  } catch (error) {
    if (error instanceof Refusal && error.key === 'knowledge.tooManyCategories') return undefined;
    throw error;
  }
}
