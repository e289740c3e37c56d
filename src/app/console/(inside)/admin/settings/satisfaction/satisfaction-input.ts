import { z } from 'zod';
import { ChangeSatisfaction } from '@/tickets/ratings/change-satisfaction';

const number = z.string().transform((typed) => (typed.trim() === '' ? undefined : Number(typed)));

/** The form's fields as the verb takes them. */
export const SatisfactionInput = z.object({
  audience: z.enum(['nobody', 'everyone', 'selected']),
  companyIds: ChangeSatisfaction.shape.companyIds.unwrap().default([]),
  delayHours: number.pipe(ChangeSatisfaction.shape.delayHours.unwrap()),
  everyDays: number.pipe(ChangeSatisfaction.shape.everyDays.unwrap()),
});
