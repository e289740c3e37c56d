import { z } from 'zod';
import { longText, oneLine } from '@/tickets/input-shapes';

export const cannedTitle = oneLine(120);
export const cannedBody = longText(10_000);

/** A form sends what is ticked as `on` or `true`. */
export const ticked = z
  .union([z.boolean(), z.string()])
  .default(false)
  .transform((value) => value === true || value === 'true' || value === 'on');
