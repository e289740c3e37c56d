import os from 'node:os';
import { median } from './rounds';
import { floodNames, makeShake, type Shake, shakeFor, share } from './tls-clients';
import { makeTlsStand, type TlsStand } from './tls-stand';

const amounts = { hosts: 10_000, warm: 200 };
const plan = { rounds: 5, turns: 400, seconds: 4, clients: 4, unknownPerSecond: 500 };

interface Round {
  warm: number[];
  cold: number[];
  first: number[];
  alone: number[];
  flooded: number[];
  answered: number;
}

type Side = { name: string; port: number; memory(): number };

/** HTTPS with ten thousand certificates, beside nginx with the same ones on this machine. */
export async function benchTls(): Promise<void> {
  const stand = await makeTlsStand(amounts.hosts, plan.rounds * plan.turns);
  try {
    const shake = makeShake(stand.root);
    const sides: Side[] = [{ name: 'servicedesk', ...stand.ours }];
    if (stand.nginx) sides.push({ name: 'nginx', ...stand.nginx });
    for (const side of sides) await warmUp(stand, side, shake);
    const rounds = new Map(sides.map(({ name }) => [name, [] as Round[]]));
    for (let at = 0; at < plan.rounds; at++) {
      for (const side of at % 2 ? [...sides].reverse() : sides) {
        rounds.get(side.name)?.push(await measureRound(stand, side, shake, at));
      }
    }
    const flat = await memoryOver(stand, sides[0]!, shake);
    print(sides, rounds, stand, flat);
  } finally {
    await stand.stop();
  }
}

async function warmUp({ hosts }: TlsStand, { port }: Side, shake: Shake) {
  for (let again = 0; again < 3; again++) {
    for (const host of hosts.slice(0, amounts.warm)) await shake(port, host);
  }
}

async function measureRound(stand: TlsStand, { port }: Side, shake: Shake, at: number) {
  const warmHost = () => stand.hosts[Math.floor(Math.random() * amounts.warm)]!;
  const round: Round = { warm: [], cold: [], first: [], alone: [], flooded: [], answered: 0 };
  for (let turn = 0; turn < plan.turns; turn++) {
    // In turn, so that a slow moment of the machine hits all of them.
    round.warm.push(await shake(port, warmHost()));
    round.cold.push(await shake(port, stand.hosts[amounts.warm + at * plan.turns + turn]!));
    round.first.push(await shake(port, stand.late[at * plan.turns + turn]!));
  }
  const known = () => shake(port, warmHost());
  const alone = () => shakeFor(plan.seconds, plan.clients, known);
  const flooded = async () => {
    const stop = floodNames(port, plan.unknownPerSecond);
    await new Promise((resolve) => setTimeout(resolve, 500));
    const times = await shakeFor(plan.seconds, plan.clients, known);
    round.answered = (await stop()) / (plan.seconds + 0.5);
    return times;
  };
  if (at % 2) round.flooded = await flooded();
  round.alone = await alone();
  if (at % 2 === 0) round.flooded = await flooded();
  return round;
}

/** Once the cache is full, every host once more: what it grows by. */
async function memoryOver({ hosts }: TlsStand, { port, memory }: Side, shake: Shake) {
  const all = async () => {
    let at = 0;
    const shakeAll = async () => {
      for (let host = hosts[at++]; host; host = hosts[at++]) await shake(port, host);
    };
    await Promise.all([shakeAll(), shakeAll()]);
    return memory();
  };
  return [await all(), await all(), await all()];
}

function print(sides: Side[], rounds: Map<string, Round[]>, stand: TlsStand, flat: number[]) {
  line(
    `\n${os.cpus().length} × ${os.cpus()[0]?.model.trim()}, Node ${process.versions.node}, ${amounts.hosts} certificates, one process each`,
  );
  line(
    `Full TLS 1.3 handshakes, ${plan.rounds} interleaved rounds, medians; the clients run on the same cores\n`,
  );
  line(
    '| | warm p50 ms | warm p95 ms | cold p50 ms | cold p95 ms | of warm p95 | first p50 ms | first p95 ms | of warm p95 |',
  );
  line('| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |');
  for (const { name } of sides) {
    const of = (times: keyof Round, part: number) => middle(rounds.get(name), times, part);
    const warm = of('warm', 0.95);
    const beside = (times: keyof Round) =>
      `${of(times, 0.5).toFixed(2)} | ${of(times, 0.95).toFixed(2)} | ${(of(times, 0.95) / warm).toFixed(2)}`;
    line(
      `| ${name} | ${of('warm', 0.5).toFixed(2)} | ${warm.toFixed(2)} | ${beside('cold')} | ${beside('first')} |`,
    );
  }
  line(
    '\nCold: known, but not in the cache of ready contexts. First: read from the database in the handshake.',
  );
  if (!stand.nginx) line('\nnginx is not installed: it has no row.');
  line(
    `\n| known hosts, ${plan.clients} clients | handshakes/s | with ${plan.unknownPerSecond} unknown names/s | change | p95 ms | with unknown | change | answered/s |`,
  );
  line('| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |');
  for (const { name } of sides) {
    const own = rounds.get(name)!;
    const rate = (times: 'alone' | 'flooded') =>
      median(own.map((round) => round[times].length / plan.seconds));
    const [alone, flooded] = [rate('alone'), rate('flooded')];
    const [p95, late] = [middle(own, 'alone', 0.95), middle(own, 'flooded', 0.95)];
    const answered = median(own.map((round) => round.answered));
    line(
      `| ${name} | ${alone.toFixed(0)} | ${flooded.toFixed(0)} | ${percent(flooded / alone)} | ${p95.toFixed(2)} | ${late.toFixed(2)} | ${percent(late / p95)} | ${answered.toFixed(0)} |`,
    );
  }
  line(
    `\nResident memory after each of three passes over all hosts, with room for 2,000 in the cache: ${flat.map((one) => one.toFixed(0)).join(', ')} MB`,
  );
}

function middle(rounds: Round[] = [], times: keyof Round, part: number): number {
  return median(rounds.map((round) => share(round[times] as number[], part)));
}

const percent = (ratio: number) =>
  `${ratio < 1 ? '−' : '+'}${Math.abs((ratio - 1) * 100).toFixed(0)} %`;

function line(text: string) {
  process.stdout.write(`${text}\n`);
}
