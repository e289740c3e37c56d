import 'server-only';
import { and, asc, eq, ilike, or, type SQL, sql } from 'drizzle-orm';
import { inReadTransaction } from '@/access/in-transaction';
import type { Permission } from '@/access/permission';
import { orNotFound } from '@/platform/errors';
import { rowUuid } from '@/tickets/input-shapes';
import { requireTicketing } from '@/tickets/visible-tickets';
import { type DeskUser, toolCanChange, visibleTools } from './desk-policy';
import { cannedReplies } from './tables';

export interface CannedReplyView {
  id: string;
  title: string;
  body: string;
  isTeams: boolean;
  can: { change: Permission };
}

/** The technician's own canned replies and the team's, by title; with `q` those that hold it. */
export async function readCannedReplies(
  scope: DeskUser,
  { q = '', limit = 500 }: { q?: string; limit?: number } = {},
): Promise<CannedReplyView[]> {
  requireTicketing(scope, 'read');
  const rows = await inReadTransaction(scope, (tx) =>
    tx
      .select()
      .from(cannedReplies)
      .where(and(visibleTools(scope, cannedReplies), ...q.split(/\s+/).filter(Boolean).map(holds)))
      .orderBy(asc(sql`lower(${cannedReplies.title})`), asc(cannedReplies.id))
      .limit(limit),
  );
  return rows.map((row) => viewOf(scope, row));
}

export async function readCannedReply(scope: DeskUser, id: string): Promise<CannedReplyView> {
  requireTicketing(scope, 'read');
  const wanted = orNotFound(rowUuid.safeParse(id).data);
  const [row] = await inReadTransaction(scope, (tx) =>
    tx
      .select()
      .from(cannedReplies)
      .where(and(visibleTools(scope, cannedReplies), eq(cannedReplies.id, wanted))),
  );
  return viewOf(scope, orNotFound(row));
}

function holds(word: string): SQL | undefined {
  const piece = `%${word.replace(/[\\%_]/g, '\\$&')}%`;
  return or(ilike(cannedReplies.title, piece), ilike(cannedReplies.body, piece));
}

function viewOf(
  scope: DeskUser,
  { id, title, body, ownerId }: typeof cannedReplies.$inferSelect,
): CannedReplyView {
  const can = { change: toolCanChange(scope, ownerId) };
  return { id, title, body, isTeams: ownerId === null, can };
}
