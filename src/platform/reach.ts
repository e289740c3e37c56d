import 'server-only';
import { isPublicAddress } from './public-address';
import { resolveHost } from './resolve-host';

/** How machines that customers name are found. Tests allow addresses of their own; nothing else does. */
export interface Reach {
  allowed?: ReadonlySet<string>;
  resolve?: (host: string) => Promise<string[]>;
}

/**
 * Where a customer's URL may be connected to: undefined where any address that its host resolves
 * to may not be, empty where there is none.
 */
export function publicAddresses(url: string, reach?: Reach): Promise<string[] | undefined> {
  return publicAddressesOf(new URL(url).hostname, reach);
}

/** The same of a host by its name. */
export async function publicAddressesOf(
  host: string,
  { allowed = new Set(), resolve = resolveHost }: Reach = {},
): Promise<string[] | undefined> {
  const addresses = await resolve(host);
  return addresses.every((one) => isPublicAddress(one) || allowed.has(one)) ? addresses : undefined;
}
