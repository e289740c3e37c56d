import { measure, middle, type Target } from './rounds';
import { signIn } from './sign-in';
import { makeStand } from './stand';

const sizes = [10_000, 1_000_000];
const tenants = 4;
const plan = { rounds: 5, seconds: 4 };

/**
 * The ticket list's latency on ten thousand and on a million tickets in four tenants: 50 and
 * 5,000 tickets of the contact who asks. One request at a time, so that it is latency.
 */
export async function benchScale(): Promise<void> {
  const results: { tickets: number; targets: Target[]; stop: () => Promise<void> }[] = [];
  for (const tickets of sizes) {
    const stand = await makeStand({ tenants, tickets });
    const origin = stand.origin(1);
    const cookie = await signIn(origin, 1);
    const page = (what: string, path: string): Target => ({
      name: `${what}, ${tickets} tickets`,
      url: origin.replace(/\/\/[^:]+/, '//127.0.0.1') + path,
      headers: { cookie, host: new URL(origin).host },
      connections: 1,
      right: 200,
    });
    results.push({
      tickets,
      targets: [page('list', '/tickets'), page('company list', '/company-tickets')],
      stop: stand.stop,
    });
    process.stdout.write(`${tickets} tickets loaded in ${stand.loadSeconds} s\n`);
  }
  try {
    const targets = results.flatMap((one) => one.targets);
    const measured = await measure(targets, plan);
    process.stdout.write(
      '\n| page | p50 ms | p95 ms | p50 of the smallest | p95 of the smallest |\n| --- | ---: | ---: | ---: | ---: |\n',
    );
    for (const [index] of results[0]!.targets.entries()) {
      const smallest = middle(measured.get(results[0]!.targets[index]!.name)!);
      for (const { targets: own } of results) {
        const { name } = own[index]!;
        const { p50, p95 } = middle(measured.get(name)!);
        process.stdout.write(
          `| ${name} | ${p50.toFixed(1)} | ${p95.toFixed(1)} | ${(p50 / smallest.p50).toFixed(2)} | ${(p95 / smallest.p95).toFixed(2)} |\n`,
        );
      }
    }
  } finally {
    for (const { stop } of results) await stop();
  }
}
