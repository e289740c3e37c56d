/** Which session of this browser asks: somebody may be signed in on both sides of one host. */
export type Face = 'portal' | 'console';

/**
 * One event of `GET /api/events?face=…` (text/event-stream, unnamed events, JSON data; a last
 * one named `over` where the session has ended). `missed` is made here, never sent.
 */
export type LiveEvent =
  | { kind: 'reply' | 'note' | 'changed' | 'opened' | 'presence'; number: number }
  | { kind: 'missed' };

type Listener = (event: LiveEvent) => void;

const streams = new Map<Face, LiveStream>();

/** One stream a face, however many parts of the page listen. Returns the way to stop. */
export function openLive(face: Face, listener: Listener): () => void {
  const stream = streams.get(face) ?? new LiveStream(face);
  streams.set(face, stream);
  stream.listeners.add(listener);
  stream.follow();
  return () => {
    stream.listeners.delete(listener);
    if (stream.listeners.size > 0) return;
    stream.end();
    streams.delete(face);
  };
}

/**
 * Open only while the page is seen: a browser grants a host six connections over HTTP/1.1, and
 * a handful of forgotten tabs must not use them up.
 */
class LiveStream {
  readonly listeners = new Set<Listener>();
  readonly #face: Face;
  #source: EventSource | undefined;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #failures = 0;
  #wasOpen = false;

  constructor(face: Face) {
    this.#face = face;
    document.addEventListener('visibilitychange', this.follow);
  }

  end(): void {
    document.removeEventListener('visibilitychange', this.follow);
    this.#close();
  }

  /** Opens the stream where it should be open and is not, and closes it behind a hidden page. */
  follow = (): void => {
    if (document.hidden) this.#close();
    else if (!this.#source && !this.#retry) this.#open();
  };

  #open(): void {
    const source = new EventSource(`/api/events?face=${this.#face}`);
    this.#source = source;
    source.onopen = () => {
      this.#failures = 0;
      if (this.#wasOpen) this.#tell({ kind: 'missed' });
      this.#wasOpen = true;
    };
    source.onmessage = (message) => this.#tell(JSON.parse(message.data) as LiveEvent);
    // The session is over: another try would only be refused. Who signs in again opens a new one.
    source.addEventListener('over', () => this.#close());
    source.onerror = () => {
      // While CONNECTING the browser tries again by itself; an answer other than 200 ends it.
      if (source.readyState !== EventSource.CLOSED) return;
      this.#close();
      const wait = Math.min(60_000, 3_000 * 2 ** this.#failures++);
      this.#retry = setTimeout(
        () => {
          this.#retry = undefined;
          this.follow();
        },
        wait * (0.5 + Math.random()),
      );
    };
  }

  #close(): void {
    clearTimeout(this.#retry);
    this.#retry = undefined;
    this.#source?.close();
    this.#source = undefined;
  }

  #tell(event: LiveEvent): void {
    for (const listener of this.listeners) listener(event);
  }
}
