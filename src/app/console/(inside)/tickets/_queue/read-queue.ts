import 'server-only';
import type { Scope, Technician } from '@/access/scope';
import { Refusal } from '@/platform/errors';
import { readTicketList } from '@/tickets/read-ticket-list';
import type { TicketList } from '@/tickets/ticket-view';
import { listInput, type QueueQuery } from './queue-query';

/** The page of the queue that an address asks for; with a stale cursor in it, the first one. */
export async function readQueue(scope: Scope<Technician>, query: QueueQuery): Promise<TicketList> {
  try {
    return await readTicketList(scope, listInput(query));
  } catch (error) {
    if (!query.cursor || !(error instanceof Refusal) || error.status !== 422) throw error;
    return readTicketList(scope, listInput({ ...query, cursor: undefined }));
  }
}
