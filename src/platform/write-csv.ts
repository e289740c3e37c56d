/**
 * Lines of a CSV file (RFC 4180) whose cells no spreadsheet takes for a formula: what begins
 * like one gets an apostrophe in front, and so does what already has that apostrophe, so that
 * `plainCell` gives back exactly what was written.
 */
export function writeCsv(rows: readonly (readonly (string | number | boolean | null)[])[]): string {
  return rows
    .map((cells) => `${cells.map((cell) => quoted(harmless(String(cell ?? '')))).join(',')}\r\n`)
    .join('');
}

/** Spreadsheets read UTF-8 only with a byte order mark. */
export const csvBegin = '\uFEFF';

/** The headers of a download: `name` is plain ASCII without an ending. */
export function csvHeaders(name: string): Record<string, string> {
  return {
    'Content-Type': 'text/csv; charset=utf-8',
    'Content-Disposition': `attachment; filename="${name}.csv"`,
    'X-Content-Type-Options': 'nosniff',
    'Cache-Control': 'private, no-store',
  };
}

/** A cell as it was before `writeCsv` made it harmless. */
export function plainCell(cell: string): string {
  return cell.replace(/^'(?='*[=+\-@\t\r])/, '');
}

function harmless(text: string): string {
  return /^'*[=+\-@\t\r]/.test(text) ? `'${text}` : text;
}

function quoted(text: string): string {
  return /[",;\t\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
