import 'server-only';
import { and, desc, eq, gte, ilike, like, lt, type SQL } from 'drizzle-orm';
import { z } from 'zod';
import { inReadTransaction, type Tx } from '@/access/in-transaction';
import { refuseUnlessPermitted } from '@/access/permission';
import type { Scope } from '@/access/scope';
import { auditCan } from './policy';
import { auditEvents } from './tables';

export const ListAuditEvents = z.object({
  /** An event (`contact.created`) or, ending in a dot, all of one noun (`contact.`). */
  event: z
    .string()
    .regex(/^[A-Za-z]{1,40}\.[A-Za-z]{0,60}$/)
    .optional()
    .catch(undefined),
  /** The id of what it happened to, or a setting's name. */
  subject: z.string().max(100).optional().catch(undefined),
  /** An actor's id, or a part of their name. */
  actor: z.string().trim().max(120).optional().catch(undefined),
  /** From this instant on, and before that one. */
  from: z.date().optional(),
  to: z.date().optional(),
  /** The last entry of the page before. */
  cursor: z.uuid().optional().catch(undefined),
  limit: z.coerce.number().int().min(1).max(200).catch(50).default(50),
});

export interface AuditEventView {
  id: string;
  at: Date;
  actor: { kind: 'technician' | 'contact' | 'apiKey' | 'system'; id: string; name: string };
  event: string;
  subjectId: string;
  address: string | null;
  before: Record<string, unknown> | null;
  after: Record<string, unknown> | null;
  reference: string | null;
}

/**
 * The audit log, newest first. Ids carry their time (UUIDv7), so they are the order and the
 * cursor. Refuses everybody but admins, keys made for it and the server itself (403).
 */
export async function readAuditEvents(
  scope: Scope,
  input: z.input<typeof ListAuditEvents>,
): Promise<{ events: AuditEventView[]; nextCursor: string | null }> {
  refuseUnlessPermitted(auditCan.read(scope));
  const { limit, ...wanted } = ListAuditEvents.parse(input);
  const rows = await inReadTransaction(scope, (tx) =>
    tx
      .select()
      .from(auditEvents)
      .where(and(eq(auditEvents.tenantId, scope.tenant.id), ...conditions(wanted)))
      .orderBy(desc(auditEvents.id))
      .limit(limit + 1),
  );
  const events = rows.slice(0, limit).map(viewOf);
  return { events, nextCursor: rows.length > limit ? events.at(-1)!.id : null };
}

/** One entry of the scope's tenant, for a job that works on it. */
export async function auditEventById(
  tx: Tx,
  { tenant }: Pick<Scope, 'tenant'>,
  id: string,
): Promise<AuditEventView | undefined> {
  const [row] = await tx
    .select()
    .from(auditEvents)
    .where(and(eq(auditEvents.tenantId, tenant.id), eq(auditEvents.id, id)));
  return row && viewOf(row);
}

type Wanted = Omit<z.output<typeof ListAuditEvents>, 'limit'>;

function conditions({ event, subject, actor, from, to, cursor }: Wanted): (SQL | undefined)[] {
  return [
    cursor ? lt(auditEvents.id, cursor) : undefined,
    from ? gte(auditEvents.at, from) : undefined,
    to ? lt(auditEvents.at, to) : undefined,
    subject ? eq(auditEvents.subjectId, subject) : undefined,
    event?.endsWith('.') ? like(auditEvents.event, `${event}%`) : undefined,
    event && !event.endsWith('.') ? eq(auditEvents.event, event) : undefined,
    actor ? actorIs(actor) : undefined,
  ];
}

function actorIs(actor: string): SQL {
  if (z.uuid().safeParse(actor).success) return eq(auditEvents.actorId, actor);
  return ilike(auditEvents.actorName, `%${actor.replace(/[\\%_]/g, '\\$&')}%`);
}

function viewOf(row: typeof auditEvents.$inferSelect): AuditEventView {
  const { id, at, event, subjectId, address, reference } = row;
  return {
    id,
    at,
    actor: { kind: row.actorKind, id: row.actorId, name: row.actorName },
    event,
    subjectId,
    address,
    before: row.before as Record<string, unknown> | null,
    after: row.after as Record<string, unknown> | null,
    reference,
  };
}
