import 'server-only';
import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import { inTransaction } from '@/access/in-transaction';
import type { Scope, System } from '@/access/scope';
import { clock, hours } from '@/platform/clock';
import { readEnv } from '@/platform/env';
import { log } from '@/platform/log';
import { shared } from '@/platform/shared';
import { acmeLibrary } from './acme-library';
import { ask, readRetryAfter } from './authority';
import { leaveToAsk } from './breaker';
import { type CertificateRow, currentCertificate } from './renew';
import { instantOfWindow } from './renewal-time';
import { certificates, type RenewalWindow } from './tables';

export const ReadRenewalInformation = z.object({ certificateId: z.uuid() });

/** What was learnt, and how long until the next look. */
interface Look {
  /** Null: this authority offers no renewal information. Undefined: nothing was learnt. */
  window?: RenewalWindow | null;
  again: number;
}

/** `app.domain_work` lists a certificate half a day after its last look. */
const usual = hours(12);
const bounds = { least: hours(1), most: hours(24) };

/**
 * Asks the authority when it wants a certificate renewed (ARI, RFC 9773), and picks a random
 * instant of what it suggests. Where it can't be asked, all stays as it was.
 */
export async function readRenewalInformation(
  scope: Scope<System>,
  { certificateId }: z.infer<typeof ReadRenewalInformation>,
): Promise<void> {
  const row = await inTransaction(scope, (tx) => currentCertificate(tx, scope, certificateId));
  const directoryUrl = readEnv().ACME_DIRECTORY_URL;
  if (!row?.ariId || !directoryUrl) return;
  const leave = await leaveToAsk(directoryUrl);
  const isFree = leave.kind === 'go' && !leave.probe;
  const look = isFree ? await lookUp(directoryUrl, row.ariId) : { again: bounds.least };
  // Written as if it had been half a day before the next look.
  const ariCheckedAt = new Date(clock.now().getTime() + look.again - usual);
  const learnt = look.window === undefined ? {} : renewalOf(row, look.window);
  await inTransaction(scope, (tx) =>
    tx
      .update(certificates)
      .set({ ariCheckedAt, ...learnt })
      .where(and(eq(certificates.tenantId, row.tenantId), eq(certificates.id, row.id))),
  );
}

/** The instant that was picked stays as long as the window does. */
function renewalOf(row: CertificateRow, window: RenewalWindow | null) {
  const { start, end } = row.renewalWindow ?? {};
  if (!window || (window.start === start && window.end === end)) return { renewalWindow: window };
  return { renewalWindow: window, renewAt: instantOfWindow(window, row, clock.now()) };
}

const Directory = z.object({ renewalInfo: z.url().optional() });
const Information = z.object({
  suggestedWindow: z.object({
    start: z.iso.datetime({ offset: true }),
    end: z.iso.datetime({ offset: true }),
  }),
  explanationURL: z.url().optional(),
});

/** Where each authority gives its renewal information, if at all: thousands ask one after another. */
const directories = shared(
  'renewal-directories',
  () => new Map<string, { renewalInfo: string | undefined; until: number }>(),
);

async function lookUp(directoryUrl: string, ariId: string): Promise<Look> {
  const known = await knownDirectory(directoryUrl);
  if (!known) return { again: bounds.least };
  const { renewalInfo } = known;
  if (!renewalInfo) return { window: null, again: usual };
  const found = await get(`${renewalInfo}/${ariId}`, Information);
  const again = found?.again ?? bounds.least;
  if (!found) directories.delete(directoryUrl); // it may have moved
  if (!found) return { again };
  const {
    suggestedWindow: { start, end },
    explanationURL,
  } = found.data;
  if (Date.parse(end) <= Date.parse(start)) return { again };
  const explanation = explanationURL ? { explanation: explanationURL } : {};
  return { window: { start, end, ...explanation }, again };
}

async function knownDirectory(directoryUrl: string) {
  const now = clock.now().getTime();
  const known = directories.get(directoryUrl);
  if (known && known.until > now) return known;
  const directory = await get(directoryUrl, Directory);
  if (!directory) return undefined;
  const fresh = { renewalInfo: directory.data.renewalInfo, until: now + hours(6) };
  directories.set(directoryUrl, fresh);
  return fresh;
}

/** A GET that fails is harmless here: it leaves a line in the log. */
async function get<S extends z.ZodType>(
  url: string,
  shape: S,
): Promise<{ data: z.output<S>; again: number } | undefined> {
  const answer = await ask(async () => {
    const { axios } = await acmeLibrary();
    const { status, data, headers } = await axios.get(url, { validateStatus: null });
    if (status !== 200) throw new Error(`HTTP ${status}`);
    return {
      data: shape.safeParse(data),
      retryAfter: headers['retry-after'] as string | undefined,
    };
  });
  if (answer.kind === 'done' && answer.value.data.success) {
    const until = readRetryAfter(answer.value.retryAfter)?.getTime();
    const wanted = until === undefined ? usual : until - clock.now().getTime();
    const again = Math.min(Math.max(wanted, bounds.least), bounds.most);
    return { data: answer.value.data.data, again };
  }
  log.debug('certificate.noRenewalInformation', { url, answer: answer.kind });
  return undefined;
}
