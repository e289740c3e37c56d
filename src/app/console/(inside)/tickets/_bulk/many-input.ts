import { z } from 'zod';
import { ChangeManyTickets } from '@/tickets/change-many-tickets';

/** The bar's fields as the verb takes them: `numbers` is a list with commas, `value` the new fact. */
export const ManyInput = z
  .object({
    numbers: z.string().min(1).max(2_000),
    what: z.enum(['statusKey', 'assigneeId', 'priority']),
    /** '' with `assigneeId`: nobody. */
    value: z.string().max(60).default(''),
  })
  .transform(({ numbers, what, value }, context) => {
    const wanted = ChangeManyTickets.safeParse({
      numbers: numbers.split(','),
      change: { [what]: what === 'assigneeId' && value === '' ? null : value },
    });
    if (wanted.success) return wanted.data;
    for (const { path, message } of wanted.error.issues) {
      const field = path[0] === 'numbers' ? 'numbers' : 'value';
      context.addIssue({ code: 'custom', path: [field], message });
    }
    return z.NEVER;
  });
