import type { Permission } from '@/access/permission';
import type { DomainState } from '@/tenants/domain-states';
import type { DomainCause } from '@/tenants/tables';
import type { Diagnosis, Instruction } from './diagnosis';
import type { Failure } from './tables';

export interface DomainView {
  id: string;
  host: string;
  /** As people write it: `hilfe.müller.example`. The same as `host` for ASCII names. */
  unicodeHost: string;
  kind: 'managed' | 'custom';
  state: DomainState;
  stateSince: Date;
  cause: DomainCause | null;
  /** The address that visitors open. */
  url: string;
  isPrimary: boolean;
  isSecure: boolean;
  hsts: boolean;
  /** Empty for a managed host. */
  instructions: Instruction[];
  diagnosis: Diagnosis | null;
  checkedAt: Date | null;
  nextCheckAt: Date | null;
  /** The last 30 steps, oldest first. */
  timeline: { state: DomainState; cause: DomainCause | null; at: Date }[];
  certificate: CertificateView | null;
  /** The order under way, if there is one. */
  order: { state: string; attempts: number; nextTryAt: Date; failure: Failure | null } | null;
  can: { check: Permission; change: Permission; release: Permission };
}

export interface CertificateView {
  issuer: string;
  serial: string;
  fingerprint: string;
  notBefore: Date;
  notAfter: Date;
  renewAt: Date;
}
