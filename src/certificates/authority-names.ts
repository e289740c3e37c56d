import 'server-only';
import { z } from 'zod';
import { hours, minutes } from '@/platform/clock';
import { shared } from '@/platform/shared';
import { acmeLibrary } from './acme-library';
import { ask } from './authority';

const Directory = z.object({ meta: z.object({ caaIdentities: z.array(z.string()).min(1) }) });

const known = shared(
  'authority-names',
  () => new Map<string, { until: number; names: Promise<string[] | undefined> }>(),
);

/**
 * The names by which CAA records allow this authority (RFC 8555, 7.1.1), in lower case. Undefined
 * where its directory doesn't say or can't be had. Kept for six hours, a failure for ten minutes.
 */
export function authorityNames(directoryUrl: string): Promise<string[] | undefined> {
  const kept = known.get(directoryUrl);
  if (kept && kept.until > Date.now()) return kept.names;
  const entry = { until: Date.now() + hours(6), names: read(directoryUrl) };
  known.set(directoryUrl, entry);
  entry.names.then((names) => {
    if (!names) entry.until = Date.now() + minutes(10);
  });
  return entry.names;
}

async function read(directoryUrl: string): Promise<string[] | undefined> {
  const answer = await ask(async () => {
    const { axios } = await acmeLibrary();
    return axios.get<unknown>(directoryUrl, { timeout: 4_000 });
  }).catch(() => undefined);
  const directory = answer?.kind === 'done' ? Directory.safeParse(answer.value.data) : undefined;
  return directory?.data?.meta.caaIdentities.map((name) => name.toLowerCase());
}
