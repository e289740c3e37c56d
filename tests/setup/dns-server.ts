import { createSocket, type Socket as UdpSocket } from 'node:dgram';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { type Answer, AUTHORITATIVE_ANSWER, decode, encode, type Packet } from 'dns-packet';

export type SetType = 'A' | 'AAAA' | 'CNAME' | 'NS' | 'TXT' | 'CAA' | 'SOA';
/**
 * What goes wrong at a name. `truncate`: over UDP only the flag comes, TCP has it all; `drop`: no
 * answer at all; `lame`: an empty answer without authority; `wrongId`, `wrongQuestion`: what a
 * forger would send.
 */
export type Mood =
  | 'NXDOMAIN'
  | 'SERVFAIL'
  | 'REFUSED'
  | 'truncate'
  | 'drop'
  | 'lame'
  | 'wrongId'
  | 'wrongQuestion';

export interface DnsServer {
  /** For DNS_RESOLVERS, `pebble -dnsserver` and the like: `127.0.0.1:port`, UDP and TCP. */
  address: string;
  port: number;
  /**
   * Sets all values of a name and type. TXT, A, AAAA, CNAME, NS: the text; SOA: the primary server;
   * CAA: `0 issue "ca.example"`. A name may begin with `*.`. `ttl` in seconds.
   */
  set(name: string, type: SetType, values: string | string[], ttl?: number): void;
  /** Takes away one type of a name, or all of it. */
  remove(name: string, type?: SetType): void;
  /** From now on every question about this name goes wrong; undefined: no more. */
  failWith(name: string, mood: Mood | undefined): void;
  /** Every question that has come, oldest first. */
  asked: { name: string; type: string; over: 'udp' | 'tcp' }[];
  stop(): Promise<void>;
}

interface Entry {
  values: string[];
  ttl: number;
}

const rcodes = { NOERROR: 0, SERVFAIL: 2, NXDOMAIN: 3, REFUSED: 5 };
const truncated = 1 << 9;
const recursionAvailable = 1 << 7;

/**
 * A name server on the loopback, for tests: what it says can be set while it runs. It follows
 * CNAMEs that it knows the target of, as a resolver does, and says NXDOMAIN for names it has
 * nothing at or below.
 */
export async function startDnsServer(): Promise<DnsServer> {
  const zone = new Map<string, Map<string, Entry>>();
  const moods = new Map<string, Mood>();
  const asked: DnsServer['asked'] = [];
  const sockets = new Set<Socket>();

  const tcp = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => {});
    let heard = Buffer.alloc(0);
    socket.on('data', (chunk) => {
      heard = Buffer.concat([heard, chunk]);
      while (heard.length >= 2 && heard.length >= 2 + heard.readUInt16BE(0)) {
        const length = heard.readUInt16BE(0);
        const reply = answer(heard.subarray(2, 2 + length), 'tcp');
        heard = heard.subarray(2 + length);
        if (!reply) continue;
        const prefix = Buffer.alloc(2);
        prefix.writeUInt16BE(reply.length);
        socket.write(Buffer.concat([prefix, reply]));
      }
    });
  });
  const { port, udp } = await bindBoth(tcp);
  udp.on('message', (message, from) => {
    const reply = answer(message, 'udp');
    if (reply) udp.send(reply, from.port, from.address);
  });

  function answer(message: Buffer, over: 'udp' | 'tcp'): Buffer | undefined {
    const query = decode(message);
    const question = query.questions?.[0];
    if (!question) return undefined;
    const name = canonical(question.name);
    asked.push({ name, type: question.type, over });
    const mood = moods.get(name);
    if (mood === 'drop') return undefined;
    const reply: Packet & { rcode?: string } = {
      type: 'response',
      id: mood === 'wrongId' ? (query.id! + 1) & 0xffff : query.id!,
      questions: mood === 'wrongQuestion' ? [{ ...question, name: 'other.test' }] : [question],
      answers: [],
    };
    const flags = AUTHORITATIVE_ANSWER | recursionAvailable | ((query.flags ?? 0) & (1 << 8));
    if (mood === 'NXDOMAIN' || mood === 'SERVFAIL' || mood === 'REFUSED') {
      return encode({ ...reply, flags: flags | rcodes[mood] });
    }
    if (mood === 'truncate' && over === 'udp')
      return encode({ ...reply, flags: flags | truncated });
    if (mood === 'lame') return encode({ ...reply, flags: flags & ~AUTHORITATIVE_ANSWER });
    const { answers, exists } = lookUp(name, question.type);
    const rcode = exists ? rcodes.NOERROR : rcodes.NXDOMAIN;
    return encode({ ...reply, answers, authorities: soaAbove(name), flags: flags | rcode });
  }

  function lookUp(asked: string, type: string): { answers: Answer[]; exists: boolean } {
    const answers: Answer[] = [];
    for (let name = asked, step = 0; step < 10; step++) {
      const entries = entriesAt(name);
      const alias = type === 'CNAME' ? undefined : entries?.get('CNAME');
      const found = alias ? 'CNAME' : type;
      const entry = alias ?? entries?.get(type);
      if (entry)
        answers.push(...entry.values.map((value) => recordOf(name, found, value, entry.ttl)));
      if (!alias) return { answers, exists: entries !== undefined || hasBelow(name) };
      name = canonical(alias.values[0]!);
    }
    return { answers, exists: true };
  }

  function entriesAt(name: string) {
    const exact = zone.get(name);
    if (exact || hasBelow(name)) return exact;
    for (let above = name; above.includes('.'); ) {
      above = above.slice(above.indexOf('.') + 1);
      const wildcard = zone.get(`*.${above}`);
      if (wildcard) return wildcard;
    }
    return undefined;
  }

  const hasBelow = (name: string) => [...zone.keys()].some((one) => one.endsWith(`.${name}`));

  function soaAbove(name: string): Answer[] {
    for (let at = name; at; at = at.includes('.') ? at.slice(at.indexOf('.') + 1) : '') {
      const soa = zone.get(at)?.get('SOA');
      if (soa) return [recordOf(at, 'SOA', soa.values[0]!, soa.ttl)];
    }
    return [];
  }

  return {
    address: `127.0.0.1:${port}`,
    port,
    asked,
    set(name, type, values, ttl = 60) {
      const entries = zone.get(canonical(name)) ?? new Map<string, Entry>();
      zone.set(canonical(name), entries.set(type, { values: [values].flat(), ttl }));
    },
    remove(name, type) {
      const entries = zone.get(canonical(name));
      if (type) entries?.delete(type);
      if (!type || entries?.size === 0) zone.delete(canonical(name));
    },
    failWith(name, mood) {
      if (mood) moods.set(canonical(name), mood);
      else moods.delete(canonical(name));
    },
    async stop() {
      for (const socket of sockets) socket.destroy();
      await Promise.all([
        new Promise((resolve) => udp.close(() => resolve(undefined))),
        new Promise((resolve) => tcp.close(resolve)),
      ]);
    },
  };
}

const canonical = (name: string) => name.toLowerCase().replace(/\.$/, '');

function recordOf(name: string, type: string, value: string, ttl: number): Answer {
  return { name, type, ttl, class: 'IN', data: dataOf(type, value) } as Answer;
}

function dataOf(type: string, value: string): unknown {
  switch (type) {
    case 'TXT':
      return value.match(/.{1,255}/gs)?.map((part) => Buffer.from(part)) ?? [Buffer.alloc(0)];
    case 'CAA': {
      const [, flags, tag, text] = /^(\d+) (\w+) "(.*)"$/.exec(value)!;
      return { flags: Number(flags), tag, value: text };
    }
    case 'SOA':
      return {
        mname: value,
        rname: 'hostmaster.test',
        serial: 1,
        refresh: 3600,
        retry: 600,
        expire: 86_400,
        minimum: 60,
      };
    default:
      return value;
  }
}

/** One port for both: TCP takes a free one, and where UDP's is taken they try the next. */
async function bindBoth(tcp: Server): Promise<{ port: number; udp: UdpSocket }> {
  for (let attempt = 1; ; attempt++) {
    await new Promise<void>((resolve) => tcp.listen(0, '127.0.0.1', resolve));
    const { port } = tcp.address() as AddressInfo;
    const udp = createSocket('udp4');
    try {
      await new Promise<void>((resolve, reject) => {
        udp.once('error', reject);
        udp.bind(port, '127.0.0.1', resolve);
      });
      return { port, udp };
    } catch (error) {
      udp.close();
      await new Promise((resolve) => tcp.close(resolve));
      if (attempt === 20) throw error;
    }
  }
}
