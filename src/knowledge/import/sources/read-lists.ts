import 'server-only';
import type { Archive } from '@/knowledge/import/archive';
import { archiveLimits } from '@/knowledge/import/archive-limits';
import { decodeText } from '@/knowledge/import/decode-text';
import { isLeftover } from '@/knowledge/import/file-names';
import { Refusal } from '@/platform/errors';

/** A file of JSON and what it holds: lists by name; one that is only a list has the name ''. */
export interface Lists {
  path: string;
  lists: Record<string, unknown[]>;
}

/** Every JSON file of an archive as lists of things. Refuses (422) one that is broken. */
export async function readLists(archive: Archive): Promise<Lists[]> {
  const found: Lists[] = [];
  for (const path of [...archive.files.keys()].sort()) {
    if (isLeftover(path) || !/\.json$/i.test(path)) continue;
    const text = decodeText(await archive.read(path, archiveLimits.list));
    found.push({ path, lists: listsIn(parse(path, text)) });
  }
  return found;
}

function parse(path: string, text: string | undefined): unknown {
  try {
    return JSON.parse((text ?? '').replace(/^\uFEFF/, ''));
  } catch {
    throw new Refusal('articleImport.brokenJson', { status: 422, values: { name: path } });
  }
}

function listsIn(value: unknown): Record<string, unknown[]> {
  if (Array.isArray(value)) return { '': value };
  if (typeof value !== 'object' || value === null) return {};
  const lists = Object.entries(value).filter((one): one is [string, unknown[]] =>
    Array.isArray(one[1]),
  );
  // One thing alone, as an API answers for an id: `{ "article": { … } }`, or the thing itself.
  if (lists.length === 0 || 'id' in value) {
    const inner = Object.values(value).find((one) => typeof one === 'object' && one && 'id' in one);
    return { '': [inner ?? value] };
  }
  return Object.fromEntries(lists);
}
