import 'server-only';
import { BlockList, isIP } from 'node:net';
import { BadEnvironment } from '@/platform/env';

/** Says of a TCP peer's address whether it is one of the operator's own proxies. */
export type IsTrusted = (address: string) => boolean;

/**
 * Takes the entries of TRUSTED_PROXIES: addresses, networks (`10.0.0.0/8`), or `loopback`.
 * Refuses anything else with a sentence.
 */
export function trustedProxies(entries: readonly string[]): IsTrusted {
  if (entries.length === 0) return () => false;
  const list = new BlockList();
  for (const entry of entries.flatMap((one) => (one === 'loopback' ? loopback : [one]))) {
    add(list, entry);
  }
  return (address) => list.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4');
}

const loopback = ['127.0.0.0/8', '::1'];

function add(list: BlockList, entry: string) {
  const [address = '', bits] = entry.split('/');
  const version = isIP(address);
  const length = bits === undefined ? undefined : Number(bits);
  const longest = version === 6 ? 128 : 32;
  const isGood =
    length === undefined || (Number.isInteger(length) && length >= 0 && length <= longest);
  if (version === 0 || !isGood) {
    throw new BadEnvironment(
      `TRUSTED_PROXIES holds "${entry}", which is neither an address nor a network such as 10.0.0.0/8.`,
    );
  }
  const family = version === 6 ? 'ipv6' : 'ipv4';
  if (length === undefined) list.addAddress(address, family);
  else list.addSubnet(address, length, family);
}

/** An address as it is compared and logged: IPv4 in IPv6's clothes (`::ffff:10.0.0.1`) is IPv4. */
export function plainAddress(address: string | undefined): string {
  const plain = (address ?? '').replace(/^::ffff:(?=\d+\.)/i, '');
  return isIP(plain) ? plain : '';
}

/** The rightmost address of an X-Forwarded-For chain that no proxy of ours wrote for itself. */
export function visitorAddress(peer: string, chain: string, isTrusted: IsTrusted): string {
  let address = peer;
  for (const hop of chain.split(',').reverse()) {
    const plain = plainAddress(hop.trim());
    if (plain === '') return address;
    address = plain;
    if (!isTrusted(plain)) return address;
  }
  return address;
}
