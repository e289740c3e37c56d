import 'server-only';
import { randomInt } from 'node:crypto';
import { createSocket } from 'node:dgram';
import { connect, isIPv6 } from 'node:net';
import {
  type DecodedPacket,
  decode,
  encode,
  RECURSION_DESIRED,
  type RecordType,
  streamDecode,
} from 'dns-packet';

export interface NameServer {
  address: string;
  port: number;
}

export interface DnsQuestion {
  name: string;
  type: RecordType;
  /** Asks a resolver to find the answer; a zone's own server is asked without. */
  recursive: boolean;
}

/** How long one try lasts, in milliseconds. */
const patience = 2_000;

/** `127.0.0.1:8053`, `[::1]:53`, `192.0.2.1` or `2001:db8::1`; the port is 53 where none is said. */
export function readNameServer(text: string): NameServer {
  const [, bracketed, plain, port] = /^(?:\[([^\]]+)\]|([^:]+))(?::(\d+))?$/.exec(text) ?? [];
  return { address: bracketed ?? plain ?? text, port: port ? Number(port) : 53 };
}

/**
 * One try at one server: by UDP, and once more by TCP where the answer didn't fit. Only a message
 * from that server, with the id and the question that were sent, counts (RFC 5452). Undefined
 * where nothing of that kind came in two seconds.
 */
export async function exchange(
  server: NameServer,
  question: DnsQuestion,
): Promise<DecodedPacket | undefined> {
  const answer = await byUdp(server, question);
  return answer?.flag_tc ? byTcp(server, question) : answer;
}

function byUdp(server: NameServer, question: DnsQuestion): Promise<DecodedPacket | undefined> {
  const id = randomInt(65_536);
  return new Promise((resolve) => {
    // A socket for each question: the kernel gives it a random port of its own.
    const socket = createSocket(isIPv6(server.address) ? 'udp6' : 'udp4');
    let isOver = false;
    const end = (answer?: DecodedPacket) => {
      if (isOver) return;
      isOver = true;
      clearTimeout(timer);
      socket.close(() => resolve(answer));
    };
    const timer = setTimeout(end, patience);
    socket.on('error', () => end());
    socket.on('message', (message) => {
      const answer = read(() => decode(message));
      if (answer && answers(answer, id, question)) end(answer);
    });
    // Connected: what comes from anybody else doesn't even arrive.
    socket.connect(server.port, server.address, () => socket.send(messageOf(id, question)));
  });
}

function byTcp(server: NameServer, question: DnsQuestion): Promise<DecodedPacket | undefined> {
  const id = randomInt(65_536);
  return new Promise((resolve) => {
    const socket = connect(server.port, server.address);
    let heard = Buffer.alloc(0);
    const end = (answer?: DecodedPacket) => {
      clearTimeout(timer);
      socket.destroy();
      resolve(answer);
    };
    const timer = setTimeout(end, patience);
    socket.on('error', () => end());
    socket.once('close', () => end());
    socket.once('connect', () => {
      const message = messageOf(id, question);
      const length = Buffer.alloc(2);
      length.writeUInt16BE(message.length);
      socket.write(Buffer.concat([length, message]));
    });
    socket.on('data', (chunk) => {
      heard = Buffer.concat([heard, chunk]);
      if (heard.length < 2 || heard.length < 2 + heard.readUInt16BE(0)) return;
      const answer = read(() => streamDecode(heard) as DecodedPacket);
      end(answer && answers(answer, id, question) ? answer : undefined);
    });
  });
}

function messageOf(id: number, { name, type, recursive }: DnsQuestion): Buffer {
  const flags = recursive ? RECURSION_DESIRED : 0;
  return encode({ type: 'query', id, flags, questions: [{ name, type, class: 'IN' }] });
}

function answers(answer: DecodedPacket, id: number, { name, type }: DnsQuestion): boolean {
  const echoed = answer.questions?.[0];
  return (
    answer.type === 'response' &&
    answer.id === id &&
    answer.questions?.length === 1 &&
    echoed?.type === type &&
    echoed.name.toLowerCase() === name.toLowerCase()
  );
}

/** What can't be decoded is noise. */
function read<T>(decoding: () => T): T | undefined {
  try {
    return decoding();
  } catch {
    return undefined;
  }
}
