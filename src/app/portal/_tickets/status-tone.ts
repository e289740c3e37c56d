import type { StatusCategory } from '@/tickets/ticket-view';
import type { Tone } from '@/ui/status-pill';

/** The look of a status by what it means for the contact. */
export const statusTone = {
  open: 'accent',
  pending: 'warning',
  resolved: 'success',
  closed: 'neutral',
} satisfies Record<StatusCategory, Tone>;
