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
export async function publicAddresses(
  url: string,
  { allowed = new Set(), resolve = resolveHost }: Reach = {},
): Promise<string[] | undefined> {
  const addresses = await resolve(new URL(url).hostname);
  return addresses.every((one) => isPublicAddress(one) || allowed.has(one)) ? addresses : undefined;
}
