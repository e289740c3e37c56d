import type { SectionName, SectionReason } from '@/settings/sections';
import type { ContactVisibility } from '@/tickets/visibility/read-contact-visibility';

/** What to call a section, in the console. */
export const sectionWords = {
  ticketing: 'portal.nav.tickets',
  knowledgeBase: 'console.people.sees.knowledgeBase',
  assistant: 'console.admin.entitlements.assistant.name',
  selfService: 'console.admin.entitlements.selfService.name',
} as const satisfies Record<SectionName, string>;

/** Why somebody has it or lacks it. */
export const sectionReasonWords = {
  everyone: 'console.people.sees.reason.everyone',
  contactSelected: 'console.people.sees.reason.contactSelected',
  companySelected: 'console.people.sees.reason.companySelected',
  nobody: 'console.people.sees.reason.nobody',
  notSelected: 'console.people.sees.reason.notSelected',
  notEntitled: 'console.people.sees.reason.notEntitled',
} as const satisfies Record<SectionReason, string>;

export const companyReasonWords = {
  primaryContact: 'console.people.sees.company.primaryContact',
  notPrimary: 'console.people.sees.company.notPrimary',
  noSection: 'console.people.sees.company.noSection',
} as const satisfies Record<ContactVisibility['companyTickets']['reason'], string>;

export const reachWords = {
  everybody: 'console.people.sees.reach.everybody',
  company: 'console.people.sees.reach.company',
} as const satisfies Record<ContactVisibility['announcements'][number]['reach'], string>;
