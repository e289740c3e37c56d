import 'server-only';

/** A name as certificates have it; undefined for addresses and what is no host name. */
export function certificateName(name: string): string | undefined {
  const host = name.toLowerCase();
  return hostName.test(host) && !/\.\d+$/.test(host) ? host : undefined;
}

const hostName = /^(?=.{3,253}$)[a-z0-9_]([a-z0-9_-]{0,62})(\.[a-z0-9_]([a-z0-9_-]{0,62}))+$/;
