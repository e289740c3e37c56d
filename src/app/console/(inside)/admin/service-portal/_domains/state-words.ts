import type { DomainState } from '@/tenants/domain-states';
import type { Tone } from '@/ui/status-pill';

/** Each state's name, its tone, and what happens next or what to do. */
export const stateWords = {
  waitingForDns: {
    name: 'console.admin.domains.state.waitingForDns',
    next: 'console.admin.domains.next.waitingForDns',
    tone: 'info',
  },
  verified: {
    name: 'console.admin.domains.state.verified',
    next: 'console.admin.domains.next.verified',
    tone: 'info',
  },
  issuing: {
    name: 'console.admin.domains.state.issuing',
    next: 'console.admin.domains.next.issuing',
    tone: 'info',
  },
  active: {
    name: 'console.admin.domains.state.active',
    next: 'console.admin.domains.next.active',
    tone: 'success',
  },
  renewalAtRisk: {
    name: 'console.admin.domains.state.renewalAtRisk',
    next: 'console.admin.domains.next.renewalAtRisk',
    tone: 'warning',
  },
  dangling: {
    name: 'console.admin.domains.state.dangling',
    next: 'console.admin.domains.next.dangling',
    tone: 'warning',
  },
  failed: {
    name: 'console.admin.domains.state.failed',
    next: 'console.admin.domains.next.failed',
    tone: 'danger',
  },
  released: {
    name: 'console.admin.domains.state.released',
    next: 'console.admin.domains.next.released',
    tone: 'neutral',
  },
} as const satisfies Record<DomainState, { name: string; next: string; tone: Tone }>;
