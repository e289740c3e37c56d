import type { Answer, CaaData, DecodedPacket, RecordType, SoaData } from 'dns-packet';

export interface DnsRecord {
  name: string;
  type: RecordType;
  /** Seconds that resolvers may keep it. */
  ttl: number;
  /** The address, host name or text; of CAA its value; of SOA the primary server. */
  value: string;
  /** CAA only. */
  caa?: { tag: string; isCritical: boolean };
}

export interface DnsAnswer {
  /** As the server said (`NOERROR`, `NXDOMAIN`, `SERVFAIL`, …); `away`: no server answered. */
  rcode: string;
  /** Of the name that was asked about: of the type asked for, or the CNAME in its place. */
  records: DnsRecord[];
}

export const noAnswer: DnsAnswer = { rcode: 'away', records: [] };

/** Nothing was said about the name, not even that it isn't there. */
export const isSilent = ({ rcode }: DnsAnswer) => rcode !== 'NOERROR' && rcode !== 'NXDOMAIN';

/** What an answer says of this name itself; what it adds about others is not believed. */
export function readAnswer(packet: DecodedPacket, name: string, type: RecordType): DnsAnswer {
  const records = (packet.answers ?? []).flatMap((answer) => {
    const isWanted = answer.type === type || answer.type === 'CNAME';
    return isWanted && bare(answer.name) === bare(name) ? [recordOf(answer)] : [];
  });
  return { rcode: (packet as { rcode?: string }).rcode ?? 'NOERROR', records };
}

function recordOf(answer: Answer): DnsRecord {
  const { name, type } = answer;
  const ttl = ('ttl' in answer ? answer.ttl : undefined) ?? 0;
  const data: unknown = 'data' in answer ? answer.data : undefined;
  const record = { name: bare(name), type, ttl };
  switch (type) {
    case 'TXT':
      return { ...record, value: printable(Buffer.concat([data].flat() as Buffer[]).toString()) };
    case 'CAA': {
      const { tag, value, issuerCritical } = data as CaaData;
      return {
        ...record,
        value: printable(value),
        caa: { tag: printable(tag.toLowerCase()), isCritical: issuerCritical === true },
      };
    }
    case 'SOA':
      return { ...record, value: bare((data as SoaData).mname) };
    case 'CNAME':
    case 'NS':
      return { ...record, value: bare(String(data)) };
    default:
      return { ...record, value: String(data) };
  }
}

const bare = (name: string) => printable(name.toLowerCase()).replace(/\.$/, '');

/** DNS carries any byte; a database's text holds no NUL, and a screen shows no control characters. */
const printable = (text: string) => text.replace(/\p{Cc}/gu, '\ufffd');
