import 'server-only';
import { createSocket } from 'node:dgram';
import { connect, isIPv6 } from 'node:net';

export interface NameServer {
  address: string;
  port: number;
}

/** `127.0.0.1:8053`, `[::1]:53`, `192.0.2.1` or `2001:db8::1`; the port is 53 where none is said. */
export function readNameServer(text: string): NameServer {
  const [, bracketed, plain, port] = /^(?:\[([^\]]+)\]|([^:]+))(?::(\d+))?$/.exec(text) ?? [];
  return { address: bracketed ?? plain ?? text, port: port ? Number(port) : 53 };
}

export interface Sending<T> {
  message: Buffer;
  /** What an answer says; undefined for what is none of ours. */
  read: (answer: Buffer) => T | undefined;
  /** Milliseconds. */
  patience: number;
}

/** Sends one message and waits for its answer; what else comes is noise. Rejects where none does. */
export function sendByUdp<T>(
  { address, port }: NameServer,
  { message, read, patience }: Sending<T>,
): Promise<T> {
  return new Promise((resolve, reject) => {
    // A socket for each question: the kernel gives it a random port of its own.
    const socket = createSocket(isIPv6(address) ? 'udp6' : 'udp4');
    let isOver = false;
    const end = (then: () => void) => {
      if (isOver) return;
      isOver = true;
      clearTimeout(timer);
      socket.close(then);
    };
    const fail = (error: Error) => end(() => reject(error));
    const timer = setTimeout(() => fail(new Error('does not answer by UDP')), patience);
    socket.on('error', fail);
    socket.on('message', (bytes) => {
      const answer = read(bytes);
      if (answer !== undefined) end(() => resolve(answer));
    });
    // Connected: what comes from anybody else doesn't even arrive, and a closed port is told at
    // once. Without a way there (no IPv6) the callback is given the error.
    socket.connect(port, address, (error?: Error) => {
      if (error) fail(error);
      else if (!isOver) socket.send(message);
    });
  });
}

/** The same over TCP, where the first answer has to be ours. The reasons are ends of sentences. */
export function sendByTcp<T>(
  { address, port }: NameServer,
  { message, read, patience }: Sending<T>,
): Promise<T> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, address);
    let heard = Buffer.alloc(0);
    const end = (then: () => void) => {
      clearTimeout(timer);
      socket.destroy();
      then();
    };
    const fail = (why: string) => end(() => reject(new Error(why)));
    const timer = setTimeout(() => fail('does not answer'), patience);
    socket.on('error', (error) => fail(`can’t be reached: ${error.message}`));
    socket.on('close', () => fail('ended the connection without an answer'));
    socket.on('data', (part) => {
      heard = Buffer.concat([heard, part]);
      const length = heard.length < 2 ? undefined : heard.readUInt16BE(0);
      if (length === undefined || heard.length < length + 2) return;
      const answer = read(heard.subarray(2, length + 2));
      if (answer !== undefined) end(() => resolve(answer));
      else fail('answered something else');
    });
    const length = Buffer.alloc(2);
    length.writeUInt16BE(message.length);
    socket.write(Buffer.concat([length, message]));
  });
}
