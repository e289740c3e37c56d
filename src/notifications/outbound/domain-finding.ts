/** What a look into the DNS of a sending domain found; the screen says it in words. */
export interface DomainFinding {
  check: 'dkim' | 'spf' | 'dmarc';
  /** `unknown`: no server answered. `warning`: mails leave all the same. */
  verdict: 'right' | 'wrong' | 'warning' | 'unknown';
  /** The name that was asked about. */
  name: string;
  expected: string[];
  found: string[];
  /** Key of what is wrong and how to mend it, under `mailOut.cause` and `mailOut.fix`. */
  cause: 'missing' | 'otherKey' | 'revoked' | 'several' | 'noPolicy' | 'noAnswer' | null;
}
