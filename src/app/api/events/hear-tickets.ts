import 'server-only';
import { type Contact, isTechnician, type Scope, type Technician } from '@/access/scope';
import { listen } from '@/platform/notify';
import type { ReadersChanged } from '@/settings/tell-sections-changed';
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
/** How often the session is asked about, in beats: whose time is over hears nothing after a minute. */
const beatsPerCheck = 4;

/**
 * Sends every happening that the reader may hear, and to technicians where a colleague comes or
 * goes, until the returned function is called or the session has ended: then `over` is the last
 * word, and `end` is called. Once the sections of the portal, the reader or their sign-in were
 * changed, the session is asked again before anything more is said. A comment every 15 seconds
 * keeps proxies from closing a quiet line.
 */
export function hearTickets(scope: Reader, { send, end, findStillSignedIn }: Line): () => void {
  let reader = scope;
  let beats = 0;
  let unsure = false;
  let asked: Promise<void> | undefined;
  const stopListening = listen('servicedesk_events', async (payload) => {
    const event = payload as TicketHappening;
    if (event.tenantId !== reader.tenant.id) return;
    if (unsure) asked ??= askAgain();
    await asked;
    if (unsure || !mayHear(reader, event)) return;
    const { number, kind } = event;
    send(`data: ${JSON.stringify({ number, kind })}\n\n`);
  });
  const stopDoubting = listen('servicedesk_readers', (payload) => {
    const { tenantId, id } = payload as ReadersChanged;
    if (tenantId !== reader.tenant.id) return;
    if (id === undefined) unsure ||= !isTechnician(reader);
    else if (isAbout(reader, id)) {
      unsure = true;
      asked ??= askAgain(); // a line that is over ends at once
    }
  });
  const stopWatching = presence().onChange(({ tenantId, number, technician }) => {
    if (!isTechnician(reader) || tenantId !== reader.tenant.id) return;
    if (technician.id === reader.actor.id) return;
    send(`data: ${JSON.stringify({ number, kind: 'presence' })}\n\n`);
  });
  const timer = setInterval(() => {
    send(': beat\n\n');
    if (++beats % beatsPerCheck === 0) asked ??= askAgain();
  }, beat);
  timer.unref();
  return () => {
    clearInterval(timer);
    stopListening();
    stopDoubting();
    stopWatching();
  };

  async function askAgain(): Promise<void> {
    const before = unsure;
    try {
      do {
        unsure = false; // what changes while the answer is on its way makes it doubtful again
        const now = await findStillSignedIn(reader);
        if (now) reader = now;
        else return over();
      } while (unsure);
    } catch {
      // Postgres is away for a moment: nothing is heard meanwhile, the next check decides.
      unsure ||= before;
    } finally {
      asked = undefined;
    }
  }

  function over(): void {
    unsure = true; // an event that waits for this answer is not for them any more
    send('event: over\ndata: {}\n\n'); // or the browser would come back, to be refused
    end();
  }
}

/** Whether a row of that id decides what this reader may hear. */
function isAbout({ actor, preview }: Reader, id: string): boolean {
  const own = [actor.id, actor.sessionId, preview?.id, preview?.sessionId, preview?.technicianId];
  return own.includes(id);
}
