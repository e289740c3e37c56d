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
    const isId = typeof id === 'string' && /^[0-9a-f-]{36}$/.test(id);
    return typeof key === 'string' && isId ? { key, id } : undefined;
  } catch {
    return undefined;
  }
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
