import { isUuid } from '@/platform/ids';

/** Where the next page of a list begins: the sort key and id of the last row that was shown. */
export interface PageCursor {
  key: string;
  id: string;
}

/** Opaque to callers; a broken one counts as none, so that a stale link shows the first page. */
export function writeCursor({ key, id }: PageCursor): string {
  return Buffer.from(JSON.stringify([key, id])).toString('base64url');
}

export function readCursor(text: string | null | undefined): PageCursor | undefined {
  if (!text) return undefined;
  try {
    const [key, id] = JSON.parse(Buffer.from(text, 'base64url').toString('utf8')) as unknown[];
    const isRow = typeof key === 'string' && typeof id === 'string' && isUuid(id);
    // Postgres takes no NUL in a text.
    return isRow && !key.includes('\0') ? { key, id } : undefined;
  } catch {
    return undefined;
  }
}

/** The same where rows are sorted by a time: a key that is none counts as none. */
export function readTimeCursor(text: string | null | undefined): PageCursor | undefined {
  const cursor = readCursor(text);
  return cursor && isTime(cursor.key) ? cursor : undefined;
}

/** As JavaScript or Postgres writes it, on a day that there is. */
function isTime(key: string): boolean {
  const day = /^([1-9]\d{3}-\d\d-\d\d)[T ]\d\d:\d\d:\d\d(\.\d{1,6})?(Z|[+-]\d\d)$/.exec(key)?.[1];
  if (!day || Number.isNaN(Date.parse(key))) return false;
  return new Date(`${day}T00:00:00Z`).toISOString().startsWith(day);
}

/** `rows` holds one more than `limit` where there is a next page. */
export function pageOf<Row>(rows: Row[], limit: number, cursorOf: (row: Row) => PageCursor) {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  const nextCursor = rows.length > limit && last ? writeCursor(cursorOf(last)) : null;
  return { rows: shown, nextCursor };
}

/** A pattern for ILIKE that finds `text` anywhere, its own wildcards being ordinary letters. */
export function containing(text: string): string {
  return `%${text.trim().replace(/[\\%_]/g, '\\$&')}%`;
}
