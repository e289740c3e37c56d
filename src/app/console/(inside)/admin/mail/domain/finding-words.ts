import type { DomainFinding, FindingCause } from '@/notifications/outbound/domain-finding';
import type { Tone } from '@/ui/status-pill';

export const checkWords = {
  dkim: 'console.admin.sending.check.dkim',
  spf: 'console.admin.sending.check.spf',
  dmarc: 'console.admin.sending.check.dmarc',
} as const satisfies Record<DomainFinding['check'], string>;

export const verdictWords = {
  right: { key: 'console.admin.domains.verdict.right', tone: 'success' },
  wrong: { key: 'console.admin.domains.verdict.wrong', tone: 'danger' },
  warning: { key: 'console.admin.domains.verdict.warning', tone: 'warning' },
  unknown: { key: 'console.admin.domains.verdict.unknown', tone: 'neutral' },
} as const satisfies Record<DomainFinding['verdict'], { key: string; tone: Tone }>;

/** What is wrong and the one thing that mends it. */
export const causeWords = {
  missing: 'console.admin.sending.cause.missing',
  otherKey: 'console.admin.sending.cause.otherKey',
  revoked: 'console.admin.sending.cause.revoked',
  several: 'console.admin.sending.cause.several',
  noSpf: 'console.admin.sending.cause.noSpf',
  noPolicy: 'console.admin.sending.cause.noPolicy',
  noAnswer: 'console.admin.sending.cause.noAnswer',
} as const satisfies Record<FindingCause, string>;

export const keyStates = {
  waiting: { key: 'console.admin.sending.state.waiting', tone: 'warning' },
  active: { key: 'console.admin.sending.state.active', tone: 'success' },
  retired: { key: 'console.admin.sending.state.retired', tone: 'neutral' },
} as const satisfies Record<string, { key: string; tone: Tone }>;
