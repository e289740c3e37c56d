import type { OutboxRow } from '@/notifications/read-outbox';
import type { Tone } from '@/ui/status-pill';

/** What has become of a mail: the word and its tone. */
export const mailStates = {
  queued: { key: 'console.outbox.state.queued', tone: 'info' },
  sent: { key: 'console.outbox.state.sent', tone: 'success' },
  onScreen: { key: 'console.outbox.state.onScreen', tone: 'neutral' },
  bounced: { key: 'console.outbox.state.bounced', tone: 'danger' },
  suppressed: { key: 'console.outbox.state.suppressed', tone: 'warning' },
  failed: { key: 'console.outbox.state.failed', tone: 'danger' },
  voided: { key: 'console.outbox.state.voided', tone: 'warning' },
} satisfies Record<OutboxRow['state'], { key: string; tone: Tone }>;
