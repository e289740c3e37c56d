import { Refusal } from '@/platform/errors';
import { isUuid } from '@/platform/ids';

/**
 * `created` is the order of the numbers: they are given out in that order, without a gap. `due` is
 * for staff: what was promised next, and at the end what has no such time.
 */
export const ticketSorts = ['updated', 'created', 'number', 'priority', 'due'] as const;
export type TicketSort = (typeof ticketSorts)[number];
export type Direction = 'asc' | 'desc';

/** Where a page begins: after this row, or before it when paging back. */
export interface Position {
  back: boolean;
  /** The row's values of the sort's columns, in their order. */
  keys: (string | number)[];
}

/** A row's values that any sort could need. */
export interface Sortable {
  id: string;
  number: number;
  updatedAt: Date;
  priorityRank: number;
  nextDueAt: Date | null;
}

/** The columns of `tickets t` that a sort compares; the last one makes it unambiguous. */
export const sortColumns = {
  updated: ['updated_at', 'id'],
  created: ['number'],
  number: ['number'],
  priority: ['priority_rank', 'updated_at', 'id'],
  due: ['due', 'id'],
} as const satisfies Record<TicketSort, readonly SortColumn[]>;

export type SortColumn = 'updated_at' | 'id' | 'number' | 'priority_rank' | 'due';

/** An opaque cursor at a row, good for the same sort and direction only. */
export function cursorAt(sort: TicketSort, direction: Direction, row: Sortable, back: boolean) {
  const values = {
    updated_at: row.updatedAt.toISOString(),
    id: row.id,
    number: row.number,
    priority_rank: row.priorityRank,
    due: row.nextDueAt?.toISOString() ?? 'infinity',
  };
  const keys = sortColumns[sort].map((column) => values[column]);
  const parts = [sort, direction, back ? 1 : 0, ...keys];
  return Buffer.from(JSON.stringify(parts)).toString('base64url');
}

/** The position in a cursor. Refuses (422) what is none, or belongs to another order. */
export function positionOf(cursor: string, sort: TicketSort, direction: Direction): Position {
  const [ofSort, ofDirection, back, ...keys] = partsOf(cursor);
  const columns: readonly SortColumn[] = sortColumns[sort];
  const fits =
    ofSort === sort &&
    ofDirection === direction &&
    (back === 0 || back === 1) &&
    keys.length === columns.length &&
    columns.every((column, at) => isValue[column](keys[at]));
  if (!fits) throw badCursor();
  return { back: back === 1, keys: keys as (string | number)[] };
}

const isInteger = (value: unknown) =>
  Number.isInteger(value) && Math.abs(value as number) < 2 ** 31;

const isInstant = (value: unknown) =>
  typeof value === 'string' &&
  /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(value) &&
  !Number.isNaN(Date.parse(value));

const isValue: Record<SortColumn, (value: unknown) => boolean> = {
  updated_at: isInstant,
  id: (value) => typeof value === 'string' && isUuid(value),
  number: isInteger,
  priority_rank: (value) => isInteger(value) && Math.abs(value as number) < 100,
  due: (value) => value === 'infinity' || isInstant(value),
};

function partsOf(cursor: string): unknown[] {
  try {
    const parts: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    if (Array.isArray(parts)) return parts;
  } catch {
    // falls through: it was not one of ours
  }
  throw badCursor();
}

function badCursor(): Refusal {
  return new Refusal('tickets.badCursor', { status: 422 });
}
