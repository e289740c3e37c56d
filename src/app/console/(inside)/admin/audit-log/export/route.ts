import { Readable } from 'node:stream';
import { bodyOfStream } from '@/app/api/body-of-stream';
import { ExportAuditEvents, exportAuditEvents } from '@/audit/export-audit-events';
import { csvHeaders } from '@/platform/write-csv';
import { requireAdmin } from '@/session/require-person';
import { auditFilter } from '../audit-filter';

/** What the page shows, all pages of it, as `?format=csv` or `jsonl`. */
export async function GET(request: Request): Promise<Response> {
  const scope = await requireAdmin();
  const query = Object.fromEntries(new URL(request.url).searchParams);
  const { wanted } = auditFilter(query, scope.tenant);
  const format = ExportAuditEvents.shape.format.catch('csv').parse(query.format);
  const pages = await exportAuditEvents(scope, { ...wanted, format });
  const name = `audit-log-${new Date().toISOString().slice(0, 10)}`;
  const asLines = {
    'Content-Type': 'application/jsonl; charset=utf-8',
    'Content-Disposition': `attachment; filename="${name}.jsonl"`,
  };
  const bytes = Readable.from(pages, { objectMode: false });
  return new Response(bodyOfStream(bytes), {
    headers: { ...csvHeaders(name), ...(format === 'jsonl' && asLines) },
  });
}
