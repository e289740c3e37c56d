import { z } from 'zod';

/** The form's fields as the verb takes them: a choice and its days become one value. */
export const TicketSettingsInput = z
  .object({
    visibleStatuses: z.array(z.string().max(60)).default([]),
    reopen: z.enum(['always', 'never', 'withinDays']),
    withinDays: z.string().default(''),
    confirmNone: z.stringbool().default(false),
  })
  .transform(({ reopen, withinDays, ...rest }, context) => {
    if (reopen !== 'withinDays') return { ...rest, reopen };
    const days = z.coerce.number().int().min(1).max(365).safeParse(withinDays);
    if (days.success) return { ...rest, reopen: { withinDays: days.data } };
    context.addIssue({ code: 'custom', path: ['withinDays'], message: 'fields.days' });
    return z.NEVER;
  });
