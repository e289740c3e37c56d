import type { Contact, Scope, Technician } from '@/access/scope';
import { answerRefusal } from '@/app/api/answer-refusal';
import { findStillSignedIn, requireSignedIn } from '@/session/require-signed-in';
import { hearTickets } from './hear-tickets';

/**
 * Server-sent events for the person signed in on `?face=`: `{ number, kind }` of each ticket
 * that changed and that they may see, and for technicians `presence` where somebody else opens,
 * leaves or answers one. Carries no content; the page asks again for what it shows.
 */
export async function GET(request: Request): Promise<Response> {
  try {
    const face = new URL(request.url).searchParams.get('face') === 'console' ? 'console' : 'portal';
    const scope = await requireSignedIn(face);
    return new Response(streamFor(scope, request.signal), {
      headers: {
        'Content-Type': 'text/event-stream; charset=utf-8',
        'Cache-Control': 'private, no-store, no-transform',
        'X-Accel-Buffering': 'no',
      },
    });
  } catch (error) {
    return answerRefusal(error);
  }
}

/** A reader who takes nothing for this many events is gone; the browser comes back by itself. */
const mostWaiting = 500;

function streamFor(scope: Scope<Contact | Technician>, signal: AbortSignal) {
  const text = new TextEncoder();
  let stop = () => {};
  return new ReadableStream<Uint8Array>({
    start(controller) {
      const end = () => {
        stop();
        try {
          controller.close();
        } catch {
          // the reader has left already
        }
      };
      const send = (words: string) => {
        if ((controller.desiredSize ?? 0) < -mostWaiting) return end();
        try {
          controller.enqueue(text.encode(words));
        } catch {
          stop(); // closed between two events
        }
      };
      stop = hearTickets(scope, { send, end, findStillSignedIn });
      signal.addEventListener('abort', end);
      send('retry: 2000\n\n: hello\n\n');
    },
    cancel: () => stop(),
  });
}
