import 'server-only';
import type { CustomFetch } from 'openid-client';
import { readEnv } from '@/platform/env';
import { type Fetched, getPinned, postPinned } from '@/platform/outbound';
import { publicAddresses, type Reach } from '@/platform/reach';

/** Why a provider could not be asked. `code` is the system's, as `ECONNREFUSED`. */
export type AwayReason = 'hostUnknown' | 'privateAddress' | 'timedOut' | 'tooLarge' | 'unreachable';

export class ProviderAway extends Error {
  constructor(
    readonly reason: AwayReason,
    readonly host: string,
    readonly code = '',
  ) {
    super(`${host}: ${reason} ${code}`.trim());
    this.name = 'ProviderAway';
  }
}

/** Milliseconds: somebody waits for it in front of a blank page. */
const timeout = 5_000;
/** Microsoft's keys are the largest that we know: 30 KB. */
const maxBytes = 262_144;

/**
 * What openid-client sends goes through here: to public addresses alone, as they are now, with
 * an end in time and size, and without following a redirect. Every address in a provider's own
 * description passes here too. Throws `ProviderAway`.
 */
export function askProvider(reach: Reach = ofOperator()): CustomFetch {
  return async (url, { method, headers, body }) => {
    const { host } = new URL(url);
    const addresses = await publicAddresses(url, reach);
    if (!addresses) throw new ProviderAway('privateAddress', host);
    if (addresses.length === 0) throw new ProviderAway('hostUnknown', host);
    const { allowed } = reach;
    const pinned = { addresses, ...(allowed && { allowed }), timeout, maxBytes, headers };
    const fetched =
      method === 'POST'
        ? await postPinned(url, { ...pinned, body: String(body ?? '') })
        : await getPinned(url, pinned);
    return answerOf(fetched, host);
  };
}

/** What is private may be asked where the operator said so: for an identity provider of their own. */
const ofOperator = (): Reach => ({ allowed: new Set(readEnv().OIDC_PRIVATE_ADDRESSES) });

/** All that we ask a provider for is JSON, or else it is no answer. */
function answerOf(fetched: Fetched, host: string): Response {
  switch (fetched.outcome) {
    case 'answered': {
      const headers = { 'Content-Type': 'application/json' };
      const isEmpty = [204, 205, 304].includes(fetched.status);
      return new Response(isEmpty ? null : fetched.body, { status: fetched.status, headers });
    }
    case 'refused':
      throw new ProviderAway('privateAddress', host);
    case 'failed':
      throw new ProviderAway('unreachable', host, fetched.code);
    default:
      throw new ProviderAway(fetched.outcome, host);
  }
}
