/** What a look into the DNS of a sending domain found; the screen says it in words. */
export interface DomainFinding {
  check: 'dkim' | 'spf' | 'dmarc';
  /** `unknown`: no server answered. `warning`: mails leave all the same. */
  verdict: 'right' | 'wrong' | 'warning' | 'unknown';
  /** The name that was asked about. */
  name: string;
  expected: string[];
  found: string[];
  /** What is wrong; how to mend it follows from it. */
  cause: FindingCause | null;
}

export const findingCauses = [
  'missing',
  'otherKey',
  'revoked',
  'several',
  'noSpf',
  'noPolicy',
  'noAnswer',
] as const;
export type FindingCause = (typeof findingCauses)[number];
