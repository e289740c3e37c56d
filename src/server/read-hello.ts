import 'server-only';
import type { Socket } from 'node:net';
import { type ClientHello, createHelloReader } from './client-hello';

/**
 * Calls `go` with what a TLS client says first, once it is there, and puts all of it back: the
 * socket is as if nobody had read. Ends a socket that says something else.
 */
export function readHello(socket: Socket, go: (hello: ClientHello) => void): void {
  const chunks: Buffer[] = [];
  const readOn = createHelloReader();
  const read = () => {
    const chunk: Buffer | null = socket.read();
    if (chunk === null) return;
    chunks.push(chunk);
    const hello = readOn(chunk);
    if (hello === 'more') return;
    socket.off('readable', read);
    if (hello === 'unreadable') return socket.destroy();
    socket.unshift(Buffer.concat(chunks));
    go(hello);
  };
  socket.on('readable', read);
}
