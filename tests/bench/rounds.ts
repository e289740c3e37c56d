import autocannon from 'autocannon';

/** One thing to measure: how to ask for it, and how many at once. */
export interface Target {
  name: string;
  url: string;
  headers?: Record<string, string>;
  /** Each request its own: for writes. */
  requests?: () => {
    method: 'POST';
    path: string;
    headers: Record<string, string>;
    body: string | Buffer;
  }[];
  connections: number;
  /** Statuses that count as right; any other makes the figure worthless and stops the run. */
  right: number;
}

export interface Round {
  perSecond: number;
  /** Milliseconds. */
  p50: number;
  p95: number;
}

/**
 * Measures every target once a round, in turn, so that a slow minute of the machine hits all of
 * them. Each measurement lasts `seconds`, after one that is thrown away.
 */
export async function measure(
  targets: Target[],
  { rounds, seconds }: { rounds: number; seconds: number },
): Promise<Map<string, Round[]>> {
  const results = new Map(targets.map(({ name }) => [name, [] as Round[]]));
  for (const target of targets) await once(target, Math.min(3, seconds));
  for (let round = 0; round < rounds; round++) {
    const turned = targets.map((_, i) => targets[(i + round) % targets.length]!);
    for (const target of turned) results.get(target.name)!.push(await once(target, seconds));
  }
  return results;
}

async function once(target: Target, seconds: number): Promise<Round> {
  const times: number[] = [];
  const wrong = new Map<number, number>();
  await new Promise<void>((resolve, reject) => {
    const instance = autocannon(
      {
        url: target.url,
        connections: target.connections,
        duration: seconds,
        headers: target.headers ?? {},
        ...(target.requests ? { requests: target.requests() } : {}),
      },
      (error) => (error ? reject(error) : resolve()),
    );
    instance.on('response', (_client, status, _bytes, time) => {
      if (status === target.right) times.push(time);
      else wrong.set(status, (wrong.get(status) ?? 0) + 1);
    });
  });
  if (wrong.size > 0 || times.length === 0) {
    const counts = [...wrong].map(([status, count]) => `${count} × ${status}`).join(', ');
    throw new Error(`${target.name} answered ${counts || 'nothing'} instead of ${target.right}`);
  }
  times.sort((a, b) => a - b);
  const at = (share: number) =>
    times[Math.min(times.length - 1, Math.floor(times.length * share))]!;
  return { perSecond: times.length / seconds, p50: at(0.5), p95: at(0.95) };
}

export function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/** The medians over the rounds. */
export function middle(rounds: Round[]): Round {
  return {
    perSecond: median(rounds.map((round) => round.perSecond)),
    p50: median(rounds.map((round) => round.p50)),
    p95: median(rounds.map((round) => round.p95)),
  };
}
