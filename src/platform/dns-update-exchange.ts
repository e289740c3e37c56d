import 'server-only';
import { createSocket } from 'node:dgram';
import { connect, isIPv6 } from 'node:net';

/** Milliseconds for one answer. */
const patience = { udp: 2_000, tcp: 5_000 };
/** RFC 1035, 4.2.1: what every server takes by UDP. */
const smallest = 512;

/**
 * Sends one DNS message to one server and answers what comes back under its id: by UDP, twice,
 * then by TCP where UDP stays silent or the answer was cut off. Throws where neither answers.
 */
export async function askServer(server: string, message: Buffer, id: number): Promise<Buffer> {
  const at = addressOf(server);
  for (let tries = message.length > smallest ? 2 : 0; tries < 2; tries++) {
    const answer = await byUdp(at, message, id).catch(() => undefined);
    if (!answer) continue;
    if ((answer.readUInt16BE(2) & 0x0200) === 0) return answer;
    break; // cut off: the whole of it comes by TCP
  }
  return byTcp(at, message, id, server);
}

interface At {
  host: string;
  port: number;
}

/** `192.0.2.1`, `192.0.2.1:53`, `[2001:db8::1]:53`, `2001:db8::1`. */
export function addressOf(server: string): At {
  const [, bracketed, port] = /^\[([^\]]+)\](?::(\d+))?$/.exec(server) ?? [];
  if (bracketed) return { host: bracketed, port: Number(port ?? 53) };
  if (isIPv6(server)) return { host: server, port: 53 };
  const [host = server, own] = server.split(':');
  return { host, port: Number(own ?? 53) };
}

const answers = (answer: Buffer, id: number) =>
  answer.length >= 12 && answer.readUInt16BE(0) === id && (answer.readUInt16BE(2) & 0x8000) !== 0;

function byUdp({ host, port }: At, message: Buffer, id: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const socket = createSocket(isIPv6(host) ? 'udp6' : 'udp4');
    const timer = setTimeout(() => end(() => reject(new Error('no answer by UDP'))), patience.udp);
    const end = (then: () => void) => {
      clearTimeout(timer);
      socket.close();
      then();
    };
    socket.on('error', (error) => end(() => reject(error)));
    socket.on('message', (answer) => {
      if (answers(answer, id)) end(() => resolve(answer));
    });
    // Connected, so that nobody else's packets arrive and a closed port is told at once.
    socket.connect(port, host, () => socket.send(message));
  });
}

function byTcp({ host, port }: At, message: Buffer, id: number, server: string): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host, port });
    let got = Buffer.alloc(0);
    const end = (then: () => void) => {
      clearTimeout(timer);
      socket.destroy();
      then();
    };
    const fail = (why: string) => end(() => reject(new Error(`${server} ${why}`)));
    const timer = setTimeout(() => fail('does not answer'), patience.tcp);
    socket.on('error', ({ message: why }) => fail(`can’t be reached: ${why}`));
    socket.on('close', () => fail('ended the connection without an answer'));
    socket.on('data', (part: Buffer) => {
      got = Buffer.concat([got, part]);
      const length = got.length < 2 ? undefined : got.readUInt16BE(0);
      if (length === undefined || got.length < length + 2) return;
      const answer = got.subarray(2, length + 2);
      if (answers(answer, id)) end(() => resolve(answer));
      else fail('answered something else');
    });
    const length = Buffer.alloc(2);
    length.writeUInt16BE(message.length);
    socket.write(Buffer.concat([length, message]));
  });
}
