import { visit } from '~tests/setup/visit';
import { metricsToken, type Stand } from './stand';

/**
 * How often the server waits for Postgres for one page, by its own counter before and after. The
 * least of some tries: what the background does meanwhile is counted too.
 */
export async function databaseUse(stand: Stand, cookie: string, path: string): Promise<number> {
  const origin = stand.origin(1);
  await visit(origin, path, { headers: { cookie } }); // the host and the session are known now
  let least = Number.POSITIVE_INFINITY;
  for (let again = 0; again < 5; again++) {
    const before = await counter(origin);
    await visit(origin, path, { headers: { cookie } });
    least = Math.min(least, (await counter(origin)) - before);
  }
  return least;
}

async function counter(origin: string): Promise<number> {
  const headers = { authorization: `Bearer ${metricsToken}` };
  const text = (await visit(origin, '/metrics', { headers })).body.toString();
  const value = /^\w*round_trips_total (\d+)/m.exec(text)?.[1];
  if (!value) throw new Error('the metrics name no round trips');
  return Number(value);
}
