import 'server-only';
import { headers } from 'next/headers';
import { notFound } from '@/platform/errors';
import type { Place } from '../tenant-of-request';

/** For whom passkeys are made: one host, and the one origin at which it was visited. */
export interface RelyingParty {
  tenantId: string;
  /** The managed host, without a port: what devices bind a passkey to. */
  id: string;
  origin: string;
}

/**
 * The console of this request. It answers on the managed host alone, so a custom host has no
 * passkeys (404). The host and scheme are the listener's words, not the visitor's.
 */
export async function relyingPartyOf({ tenant, kind, secure }: Place): Promise<RelyingParty> {
  if (kind !== 'managed') throw notFound();
  const host = (await headers()).get('x-forwarded-host') ?? tenant.managedHost;
  const origin = `${secure ? 'https' : 'http'}://${host}`;
  return { tenantId: tenant.id, id: tenant.managedHost, origin };
}
