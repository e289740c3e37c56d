/** What was seen of a host, before anybody judges it. Names and addresses are in lower case. */
export interface HostFacts {
  /** RFC 3339. */
  at: string;
  host: string;
  /** The name that the host's CNAME should lead to: `‹claim›.‹BASE_DOMAIN›`. */
  target: string;
  base: string;
  /** CNAME records from the host on, in their order. */
  chain: { name: string; target: string; ttl: number }[];
  /**
   * The last name of the chain: has addresses or other records, isn't there (NXDOMAIN), or no name
   * server says anything about it. `endName` is the host itself where there is no CNAME.
   */
  end: 'there' | 'missing' | 'silent';
  endName: string;
  /** Where the host leads in the end. */
  addresses: SeenAddress[];
  /** Where BASE_DOMAIN and the claim's target lead: addresses of our own. */
  ours: string[];
  /** TXT values at `_servicedesk.‹host›`. */
  texts: { value: string; ttl: number }[];
  /** No name server said anything about texts there, not even that there are none. */
  isTextSilent: boolean;
  /** The host is a zone of its own, where no CNAME can stand beside SOA and NS (RFC 1034, 3.6.2). */
  isZoneApex: boolean;
  /** The nearest CAA records, undefined where there are none up to the root (RFC 8659). */
  caa: SeenCaa | 'silent' | undefined;
  /** Where certificates come from; undefined where none are ordered. */
  authority: { names: readonly string[] | undefined; port80: number } | undefined;
}

export interface SeenAddress {
  value: string;
  isV6: boolean;
  ttl: number;
  /**
   * Who answered there to our question over HTTP: we, another server, nobody; `unreachable` where
   * no way leads there from here; `refused` for an address that nobody outside can reach.
   */
  echo: 'ours' | 'other' | 'closed' | 'unreachable' | 'refused';
}

export interface SeenCaa {
  /** The name at which they stand. */
  name: string;
  records: { tag: string; value: string; isCritical: boolean }[];
  ttl: number;
}

/** The name of the TXT record that proves a claim, and its value. */
export const proofName = (host: string) => `_servicedesk.${host}`;
export const proofValue = (claim: string) => `servicedesk-domain=${claim}`;
