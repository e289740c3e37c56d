import { z } from 'zod';
import { locales } from '@/i18n/locales';
import { oneLine } from '@/tickets/input-shapes';
import { type StatusView, statusCategories } from '@/tickets/ticket-view';
import { longestLabel } from './longest-label';

/** A status as those see it who define it. */
export interface StatusDefinition extends StatusView {
  /** The tenant's own words; a language without one falls back to the category's word. */
  labels: Record<string, string>;
  portalVisible: boolean;
}

/** The most statuses a tenant may have: lists are read status by status. */
export const mostStatuses = 50;

export const statusKey = z.string().min(1).max(60);

/** Language → label. A blank one counts as none. */
export const statusLabels = z
  .partialRecord(
    z.enum(locales),
    z.union([
      z
        .string()
        .regex(/^\s*$/)
        .transform(() => ''),
      oneLine(longestLabel),
    ]),
  )
  .transform((labels) =>
    Object.fromEntries(Object.entries(labels).filter(([, label]) => label !== '')),
  );

/** `#rrggbb`, or null: the category's own. Screens correct its contrast. */
export const statusColour = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^#[0-9a-f]{6}$/, { message: 'fields.colour' })
  .nullable();

export const statusCategory = z.enum(statusCategories);
