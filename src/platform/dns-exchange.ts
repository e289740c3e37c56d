import 'server-only';
import { randomInt } from 'node:crypto';
import { type DecodedPacket, decode, encode, RECURSION_DESIRED, type RecordType } from 'dns-packet';
import { type NameServer, type Sending, sendByTcp, sendByUdp } from './dns-transport';

export interface DnsQuestion {
  name: string;
  type: RecordType;
  /** Asks a resolver to find the answer; a zone's own server is asked without. */
  recursive: boolean;
}

/**
 * One try at one server: by UDP, and once more by TCP where the answer didn't fit. Only a message
 * from that server, with the id and the question that were sent, counts (RFC 5452). Undefined
 * where nothing of that kind came in time; each of the two waits for `patience` milliseconds.
 */
export async function exchange(
  server: NameServer,
  question: DnsQuestion,
  patience: number,
): Promise<DecodedPacket | undefined> {
  const sending = () => sendingOf(question, patience);
  const answer = await sendByUdp(server, sending()).catch(() => undefined);
  return answer?.flag_tc ? sendByTcp(server, sending()).catch(() => undefined) : answer;
}

function sendingOf(question: DnsQuestion, patience: number): Sending<DecodedPacket> {
  const { name, type, recursive } = question;
  const id = randomInt(65_536);
  const flags = recursive ? RECURSION_DESIRED : 0;
  return {
    message: encode({ type: 'query', id, flags, questions: [{ name, type, class: 'IN' }] }),
    read: (bytes) => {
      const answer = decoded(bytes);
      return answer && answers(answer, id, question) ? answer : undefined;
    },
    patience,
  };
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
function decoded(bytes: Buffer): DecodedPacket | undefined {
  try {
    return decode(bytes);
  } catch {
    return undefined;
  }
}
