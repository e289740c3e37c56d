import 'server-only';
import { z } from 'zod';
import type { Scope, Technician } from '@/access/scope';
import { portalUrl } from '@/tenants/urls';
import { ticketNumber } from '@/tickets/input-shapes';
import { readTicket } from '@/tickets/read-ticket';
import { fillVariables } from './canned-variables';
import { readCannedReplies } from './read-canned-replies';

export const FindCannedReplies = z.object({
  number: ticketNumber,
  q: z.string().max(200).default(''),
});

export interface FilledReply {
  id: string;
  title: string;
  /** With this ticket's values in it. */
  text: string;
}

/** The first canned replies that hold the words of `q`, as they would read on this ticket. */
export async function findCannedReplies(
  scope: Scope<Technician>,
  input: z.input<typeof FindCannedReplies>,
): Promise<FilledReply[]> {
  const { number, q } = FindCannedReplies.parse(input);
  const [ticket, found] = await Promise.all([
    readTicket(scope, number),
    readCannedReplies(scope, { q, limit: 20 }),
  ]);
  const values = {
    contact: ticket.requester.name,
    company: ticket.company.name,
    technician: scope.actor.name,
    number: String(number),
    title: ticket.title,
    portal: portalUrl(scope.tenant),
  };
  return found.map(({ id, title, body }) => ({ id, title, text: fillVariables(body, values) }));
}
