'use server';

import { action } from '@/session/action';
import { limitRate, networkOf } from '@/session/limit-rate';
import { requireVisitor } from '@/session/require-visitor';
import { RateTicket, rateTicket } from '@/tickets/ratings/rate-ticket';

export const rateTicketAction = action(requireVisitor, RateTicket, async (visitor, input) => {
  const key = `rate-ticket:${networkOf(visitor.address)}`;
  await limitRate(visitor.tenant.id, key, { limit: 30, windowSeconds: 900 });
  await rateTicket(visitor, input);
  return {};
});
