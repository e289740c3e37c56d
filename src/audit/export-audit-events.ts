import 'server-only';
import { z } from 'zod';
import { inTransaction } from '@/access/in-transaction';
import { refuseUnlessPermitted } from '@/access/permission';
import type { Scope, Technician } from '@/access/scope';
import { csvBegin, writeCsv } from '@/platform/write-csv';
import { auditCan } from './policy';
import { type AuditEventView, ListAuditEvents, readAuditEvents } from './read-audit-events';
import { record } from './record';

export const ExportAuditEvents = ListAuditEvents.omit({ cursor: true, limit: true }).extend({
  format: z.enum(['csv', 'jsonl']),
});

const columns = [
  'id',
  'at',
  'event',
  'subjectId',
  'actorKind',
  'actorId',
  'actorName',
  'address',
  'reference',
  'before',
  'after',
];

/**
 * The audit log as a file, newest first, a page at a time: nothing of it is held in memory. `csv`
 * escapes what a spreadsheet would take for a formula; `jsonl` has an entry a line. The export
 * itself is an entry. Refuses everybody but admins (403), before the first page.
 */
export async function exportAuditEvents(
  scope: Scope<Technician>,
  input: z.input<typeof ExportAuditEvents>,
): Promise<AsyncGenerator<string>> {
  refuseUnlessPermitted(auditCan.export(scope));
  const { format, ...filter } = ExportAuditEvents.parse(input);
  const after = { format, ...filter };
  await inTransaction(scope, (tx) =>
    record(tx, scope, 'audit.exported', scope.tenant.id, { after }),
  );
  return pages(scope, filter, format);
}

async function* pages(
  scope: Scope<Technician>,
  filter: Omit<z.output<typeof ExportAuditEvents>, 'format'>,
  format: 'csv' | 'jsonl',
): AsyncGenerator<string> {
  let cursor: string | undefined;
  do {
    const { events, nextCursor } = await readAuditEvents(scope, { ...filter, cursor, limit: 200 });
    const head = format === 'csv' && !cursor ? csvBegin + writeCsv([columns]) : '';
    yield head + (format === 'csv' ? writeCsv(events.map(cellsOf)) : events.map(lineOf).join(''));
    cursor = nextCursor ?? undefined;
  } while (cursor);
}

function cellsOf(entry: AuditEventView): (string | null)[] {
  const { id, at, event, subjectId, actor, address, reference, before, after } = entry;
  return [
    id,
    at.toISOString(),
    event,
    subjectId,
    actor.kind,
    actor.id,
    actor.name,
    address,
    reference,
    before && JSON.stringify(before),
    after && JSON.stringify(after),
  ];
}

const lineOf = (event: AuditEventView) => `${JSON.stringify(event)}\n`;
