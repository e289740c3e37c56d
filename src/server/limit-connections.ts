import 'server-only';
import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import type { Answer } from './answer';
import type { Incoming } from './incoming';
import { type IsTrusted, plainAddress } from './trusted-proxies';

export type HttpServer = Server<typeof Incoming, typeof Answer>;

/**
 * Holds the connections of one address below `most`. A whole office may share an address, so
 * the newcomer is let in and the oldest that does no work goes; only if all work it is refused.
 * Addresses of trusted proxies are not counted.
 */
export function limitConnections(server: HttpServer, isTrusted: IsTrusted, most = 1_000) {
  const open = new Map<string, Set<Socket>>();
  const busy = new Map<Socket, number>();
  server.on('connection', (socket) => {
    const address = plainAddress(socket.remoteAddress);
    if (isTrusted(address)) return;
    const sockets = open.get(address) ?? new Set<Socket>();
    open.set(address, sockets);
    if (sockets.size >= most) {
      const idle = [...sockets].find((one) => !busy.get(one));
      if (!idle) return socket.destroy();
      sockets.delete(idle);
      idle.destroy();
    }
    sockets.add(socket);
    socket.once('close', () => {
      sockets.delete(socket);
      busy.delete(socket);
      if (sockets.size === 0 && open.get(address) === sockets) open.delete(address);
    });
  });
  server.on('request', (request, response) => {
    const { socket } = request;
    busy.set(socket, (busy.get(socket) ?? 0) + 1);
    response.once('close', () => {
      const left = (busy.get(socket) ?? 1) - 1;
      if (left > 0) busy.set(socket, left);
      else busy.delete(socket);
    });
  });
}
