import 'server-only';
import type { Incoming } from './incoming';

/**
 * Ends requests whose bodies don't arrive. A form has 60 seconds; an upload may take as long
 * as it moves (4 kB in 15 seconds). Node's own request time-out can't tell the two apart.
 */
const formTime = 60_000;
const uploadPause = 15_000;
const leastProgress = 4096;

interface Watched {
  deadline: number;
  seen: number;
  upload: boolean;
}

export function watchBodies(every = 1_000) {
  const watched = new Map<Incoming, Watched>();
  const timer = setInterval(() => {
    const now = Date.now();
    for (const [request, body] of watched) {
      if (request.complete || request.destroyed) watched.delete(request);
      else if (now > body.deadline && !moved(request, body, now)) {
        watched.delete(request);
        request.socket.destroy();
      }
    }
  }, every);
  timer.unref();
  return {
    watch(request: Incoming, upload: boolean) {
      const deadline = Date.now() + (upload ? uploadPause : formTime);
      watched.set(request, { deadline, seen: 0, upload });
    },
    stop: () => clearInterval(timer),
  };
}

function moved(request: Incoming, body: Watched, now: number): boolean {
  const progress = request.received - body.seen;
  // A body that nobody reads stands still because of us, not of the sender.
  const isHeldBack = request.readableLength >= request.readableHighWaterMark;
  if (!body.upload || (progress < leastProgress && !isHeldBack)) return false;
  body.seen = request.received;
  body.deadline = now + uploadPause;
  return true;
}
