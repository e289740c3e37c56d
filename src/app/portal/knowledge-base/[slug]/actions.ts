'use server';

import { requireReader } from '@/app/portal/_sections/require-reader';
import { GiveFeedback, giveFeedback } from '@/knowledge/feedback/give-feedback';
import { action } from '@/session/action';
import { asVoter } from './as-voter';

export const giveFeedbackAction = action(requireReader, GiveFeedback, async (reader, input) => {
  await giveFeedback(await asVoter(reader), input);
  const { verdict, reason, comment } = input;
  return { value: { verdict, isExplained: Boolean(reason || comment) } };
});
