import 'server-only';
import type { Socket } from 'node:net';
import { type ClientHello, readClientHello } from './client-hello';

/**
 * Calls `go` with what a TLS client says first, once it is there, and puts all of it back: the
 * socket is as if nobody had read. Ends a socket that says something else.
 */
export function readHello(socket: Socket, go: (hello: ClientHello) => void): void {
  let bytes: Buffer = Buffer.alloc(0);
  const read = () => {
    const chunk: Buffer | null = socket.read();
    if (chunk === null) return;
    bytes = bytes.length === 0 ? chunk : Buffer.concat([bytes, chunk]);
    const hello = readClientHello(bytes);
    if (hello === 'more') return;
    socket.off('readable', read);
    if (hello === 'unreadable') return socket.destroy();
    socket.unshift(bytes);
    go(hello);
  };
  socket.on('readable', read);
}
