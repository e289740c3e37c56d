import 'server-only';
import { z } from 'zod';
import { readEnv } from '@/platform/env';
import { Refusal } from '@/platform/errors';
import { tenantOfHost } from './host-index';
import { managedHostOf, portalUrl } from './urls';

export const FindPortal = z.object({ name: z.string().trim().min(1).max(260) });

/**
 * The address of the portal with this name, as people type it: `acme`, `Acme`, or the whole
 * address. Unknown, reserved and impossible names get one answer (422, beside the field).
 */
export async function findPortal({ name }: z.output<typeof FindPortal>): Promise<string> {
  const slug = slugOf(name);
  const entry = slug ? await tenantOfHost(managedHostOf(slug)) : undefined;
  if (entry && entry.kind !== 'provider') return portalUrl(entry.tenant);
  const key = 'tenants.portalUnknown';
  throw new Refusal(key, { status: 422, fields: { name: key } });
}

/** The first label of what was typed, without scheme, path, port and our own domain. */
function slugOf(name: string): string | undefined {
  const host = name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/^https?:\/\//, '')
    .split(/[/:?#]/)[0]!;
  const own = `.${readEnv().BASE_DOMAIN}`;
  const label = (host.endsWith(own) ? host.slice(0, -own.length) : host).replace(/\s+/g, '-');
  return /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/.test(label) ? label : undefined;
}
