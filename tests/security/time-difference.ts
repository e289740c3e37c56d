/**
 * Milliseconds by which the first of each pair takes longer, over 200 requests in turns: the
 * difference of the two lower quartiles.
 */
export async function timeDifference(
  pairs: [string, string][],
  tryOnce: (tries: number, at: number, login: string) => Promise<unknown>,
): Promise<number> {
  const times: number[][] = [[], []];
  for (let tries = 0; tries < 4; tries++) {
    for (const [at, pair] of pairs.entries()) {
      for (const half of (at + tries) % 2 ? ([0, 1] as const) : ([1, 0] as const)) {
        const began = performance.now();
        await tryOnce(tries, at, pair[half]);
        times[half]!.push(performance.now() - began);
      }
    }
  }
  const [known = 0, unknown = 0] = times.map((half) => half.sort((x, y) => x - y)[25]);
  return known - unknown;
}
