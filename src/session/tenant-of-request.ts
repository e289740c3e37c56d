import 'server-only';
import { headers } from 'next/headers';
import { cache } from 'react';
import type { TenantIdentity } from '@/access/scope';
import { notFound } from '@/platform/errors';
import { currentRequest } from '@/platform/request-context';
import { tenantOfHost } from '@/tenants/host-index';

export interface Place {
  tenant: TenantIdentity;
  kind: 'managed' | 'custom';
  /** The host as the visitor typed it, normalised. */
  host: string;
  secure: boolean;
  address: string;
}

/**
 * Where the request came in: only our listener writes `x-tenant-host`, and it has answered
 * unknown hosts with 421 already, so a missing tenant here is a bug.
 */
export const placeOfRequest = cache(async (): Promise<Place> => {
  const incoming = await headers();
  return placeOf(incoming);
});

/** The same for route handlers, which hold the request's headers. The provider's host is of no
 * tenant: nothing of a tenant is found there (404). */
export async function placeOf(incoming: Pick<Headers, 'get'>): Promise<Place> {
  const host = incoming.get('x-tenant-host') ?? '';
  const entry = await tenantOfHost(host);
  if (!entry) throw new Error(`no tenant answers at "${host}"`);
  if (entry.kind === 'provider') throw notFound();
  return {
    tenant: entry.tenant,
    kind: entry.kind,
    host,
    secure: incoming.get('x-forwarded-proto') === 'https',
    address: currentRequest()?.address ?? '',
  };
}
