import 'server-only';
import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import type { Answer } from './answer';
import type { Incoming } from './incoming';
import { type IsTrusted, plainAddress } from './trusted-proxies';

export type HttpServer = Server<typeof Incoming, typeof Answer>;

export interface Connections {
  /** Counts a connection that is encrypted or came in elsewhere; false: there are too many. */
  admit(socket: Socket): boolean;
  /** How many are open at this moment, on all ports. */
  open(): number;
}

/**
 * Holds the connections of one address below `most`, on all ports together. A whole office may
 * share an address, so the newcomer is let in and the oldest that does no work goes; only if all
 * work it is refused. Addresses of trusted proxies are let in without end.
 */
export function limitConnections(
  server: HttpServer,
  isTrusted: IsTrusted,
  most = 1_000,
): Connections {
  const all = new Set<Socket>();
  const open = new Map<string, Set<Socket>>();
  /** Requests under way by wire: those of HTTP/2 come in on sockets of their own. */
  const busy = new Map<string, number>();
  const admit = (socket: Socket): boolean => {
    all.add(socket);
    socket.once('close', () => all.delete(socket));
    const address = plainAddress(socket.remoteAddress);
    if (isTrusted(address)) return true;
    const sockets = open.get(address) ?? new Set<Socket>();
    open.set(address, sockets);
    if (sockets.size >= most) {
      const idle = [...sockets].find((one) => !busy.get(wireOf(one)));
      if (!idle) {
        socket.destroy();
        return false;
      }
      sockets.delete(idle);
      idle.destroy();
    }
    sockets.add(socket);
    socket.once('close', () => {
      sockets.delete(socket);
      if (sockets.size === 0 && open.get(address) === sockets) open.delete(address);
    });
    return true;
  };
  server.on('connection', (socket) => {
    if (!('encrypted' in socket)) admit(socket); // else it was, before its handshake
  });
  server.on('request', ({ socket }, response) => {
    const wire = wireOf(socket);
    busy.set(wire, (busy.get(wire) ?? 0) + 1);
    response.once('close', () => {
      const left = (busy.get(wire) ?? 1) - 1;
      if (left > 0) busy.set(wire, left);
      else busy.delete(wire);
    });
  });
  return { admit, open: () => all.size };
}

/** One connection by its two ends: the same for a socket, for the TLS on it, and for its streams. */
export function wireOf(socket: Pick<Socket, 'remoteAddress' | 'remotePort' | 'localPort'>): string {
  return `${socket.remoteAddress} ${socket.remotePort} ${socket.localPort}`;
}
