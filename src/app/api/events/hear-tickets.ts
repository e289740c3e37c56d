import 'server-only';
import { type Contact, isTechnician, type Scope, type Technician } from '@/access/scope';
import { listen } from '@/platform/notify';
import type { TicketHappening } from '@/tickets/announce-change';
import { mayHear } from '@/tickets/may-hear';
import { presence } from '@/tickets/presence/presence';

type Reader = Scope<Contact | Technician>;

interface Line {
  send: (words: string) => void;
  end: () => void;
  findStillSignedIn: (scope: Reader) => Promise<Reader | undefined>;
}

const beat = 15_000;
/** How often the session is asked about, in beats: a revoked one hears nothing after a minute. */
const beatsPerCheck = 4;

/**
 * Sends every happening that the reader may hear, and to technicians where a colleague comes or
 * goes, until the returned function is called or the session has ended. A comment every 15
 * seconds keeps proxies from closing a quiet line.
 */
export function hearTickets(scope: Reader, { send, end, findStillSignedIn }: Line): () => void {
  let reader = scope;
  let beats = 0;
  const stopListening = listen('servicedesk_events', (payload) => {
    const event = payload as TicketHappening;
    if (!mayHear(reader, event)) return;
    const { number, kind } = event;
    send(`data: ${JSON.stringify({ number, kind })}\n\n`);
  });
  const stopWatching = presence().onChange(({ tenantId, number, technician }) => {
    if (!isTechnician(reader) || tenantId !== reader.tenant.id) return;
    if (technician.id === reader.actor.id) return;
    send(`data: ${JSON.stringify({ number, kind: 'presence' })}\n\n`);
  });
  const timer = setInterval(async () => {
    send(': beat\n\n');
    if (++beats % beatsPerCheck !== 0) return;
    try {
      const now = await findStillSignedIn(reader);
      if (now) reader = now;
      else end();
    } catch {
      // Postgres is away for a moment: nothing is heard meanwhile, the next check decides.
    }
  }, beat);
  timer.unref();
  return () => {
    clearInterval(timer);
    stopListening();
    stopWatching();
  };
}
