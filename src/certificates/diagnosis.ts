import type { DomainCause } from '@/tenants/tables';

/** What a look at a host's DNS found; stands in `domains.diagnosis` and on the screen. */
export interface Diagnosis {
  /** RFC 3339. */
  at: string;
  /** The claim's CNAME or TXT record was seen. */
  isProved: boolean;
  /** Who visits the host arrives here, by its addresses or through a proxy in front. */
  leadsHere: boolean;
  /** No CAA record keeps our authority from signing. */
  mayIssue: boolean;
  /** The host is a zone of its own, where no CNAME can stand. */
  isZoneApex: boolean;
  findings: Finding[];
  /** The first thing to mend: the cause of the first finding that is wrong. */
  cause: DomainCause | null;
  /** Seconds until what was found can have been forgotten by resolvers (its TTL). */
  lookAgainAfter: number;
}

/** One thing looked at: what should be there, what is there, why it is wrong, what mends it. */
export interface Finding {
  check: 'cname' | 'proof' | 'address' | 'ipv6' | 'proxy' | 'caa' | 'port80';
  verdict: 'right' | 'wrong' | 'warning' | 'unknown';
  expected: string[];
  found: string[];
  /** A key under `domains.causes`, and what to do about it under `domains.fixes`. */
  cause?: DomainCause;
  /** Seconds that resolvers may keep what was found. */
  ttl?: number;
}

/** A record to enter at whoever runs the DNS of the host. */
export interface Instruction {
  type: 'CNAME' | 'TXT' | 'A' | 'AAAA';
  /** The whole name, such as `help.acme.com`. */
  name: string;
  value: string;
  /** `route` leads visitors here, `proof` shows whose the host is; a CNAME does both. */
  purpose: 'route' | 'proof' | 'both';
  /** True: in place of the CNAME, where a CNAME can't stand or can't be seen. */
  isAlternative: boolean;
}
