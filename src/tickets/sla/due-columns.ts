import { sql } from 'drizzle-orm';
import { type AnyPgColumn, index, jsonb } from 'drizzle-orm/pg-core';
import { instant } from '@/access/tenant-columns';

/** RFC 3339; a pause without its end goes on. */
export interface DuePause {
  from: string;
  to: string | null;
}

/** When the tenant promised an answer and a solution; null: nothing promised. */
export const dueColumns = () => ({
  responseDueAt: instant('response_due_at'),
  resolutionDueAt: instant('resolution_due_at'),
  /** The next of both that is still to be kept, while the clock runs. */
  nextDueAt: instant('next_due_at'),
  /** When somebody is to be told that it is due soon, or over. */
  dueLookAt: instant('due_look_at'),
  /** While it did not wait for the tenant: the promise's clock stood still. */
  duePauses: jsonb('due_pauses').$type<DuePause[]>(),
});

type Indexed = Record<'tenantId' | 'statusId' | 'id' | 'nextDueAt' | 'dueLookAt', AnyPgColumn>;

/** For the queue by due times, and for the job that looks for them. */
export const dueIndexes = (t: Indexed) => [
  // Not `coalesce`: that counts as leaky, so row-level security would keep it from the index.
  index('tickets_due').on(
    t.tenantId,
    t.statusId,
    sql`case when ${t.nextDueAt} is null then 'infinity'::timestamptz else ${t.nextDueAt} end`,
    t.id,
  ),
  index('tickets_due_look').on(t.dueLookAt).where(sql`${t.dueLookAt} is not null`),
];
