import 'server-only';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Place } from './find-place';
import { askPostmaster, findPostmaster, type Postmaster } from './find-postmaster';
import { tailOf } from './start-postmaster';

/**
 * The live postmaster of the place, once it answers: it outlived a server that was killed, or
 * serves another process. Undefined where none runs, also because the last one has just ended;
 * `wrongPassword` where postgres.json was lost. Refuses one that stays silent for 30 s.
 */
export async function adoptPostmaster(
  place: Place,
  password: string,
): Promise<Postmaster | 'wrongPassword' | undefined> {
  let heard = Date.now();
  for (;;) {
    const postmaster = findPostmaster(place.data);
    if (!postmaster) return undefined;
    const answer = await askPostmaster(postmaster.port, password);
    if (answer === 'ready') return postmaster;
    if (answer === 'wrongPassword') return answer;
    if (answer !== 'silent') heard = Date.now();
    if (Date.now() - heard > 30_000) {
      throw new Error(
        `Postgres (process ${postmaster.pid}) runs but does not answer. End it, and start again. The end of its log (${place.logs}):\n${tailOf(place.logs)}`,
      );
    }
    await sleep(100);
  }
}
