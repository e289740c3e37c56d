import 'server-only';
import { readNameServer, sendByTcp, sendByUdp } from './dns-transport';

/** Milliseconds for one answer. */
const patience = { udp: 2_000, tcp: 5_000 };
/** RFC 1035, 4.2.1: what every server takes by UDP. */
const smallest = 512;

/**
 * Sends one DNS message to one server and answers what comes back under its id: by UDP, twice,
 * then by TCP where UDP stays silent or the answer was cut off. Throws where neither answers.
 */
export async function askServer(server: string, message: Buffer, id: number): Promise<Buffer> {
  const at = readNameServer(server);
  const read = (answer: Buffer) => (answers(answer, id) ? answer : undefined);
  for (let tries = message.length > smallest ? 2 : 0; tries < 2; tries++) {
    const sending = { message, read, patience: patience.udp };
    const answer = await sendByUdp(at, sending).catch(() => undefined);
    if (!answer) continue;
    if ((answer.readUInt16BE(2) & 0x0200) === 0) return answer;
    break; // cut off: the whole of it comes by TCP
  }
  return sendByTcp(at, { message, read, patience: patience.tcp }).catch((error: Error) => {
    throw new Error(`${server} ${error.message}`);
  });
}

const answers = (answer: Buffer, id: number) =>
  answer.length >= 12 && answer.readUInt16BE(0) === id && (answer.readUInt16BE(2) & 0x8000) !== 0;
