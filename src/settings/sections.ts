import type { Contact } from '@/access/scope';

/** Who has a section: nobody, everyone, or chosen contacts and everybody of chosen companies. */
export const audiences = ['nobody', 'everyone', 'selected'] as const;
export type Audience = (typeof audiences)[number];

/**
 * Every section of the portal, in the order of its navigation, and who has it where the tenant
 * has chosen nothing. A new one is a line here; its pages are a file in `app/portal/_sections`.
 */
export const sectionDefaults = {
  ticketing: 'everyone',
  knowledgeBase: 'everyone',
  assistant: 'nobody',
  selfService: 'nobody',
} as const satisfies Record<string, Audience>;

export type SectionName = keyof typeof sectionDefaults;
export const sectionNames = Object.keys(sectionDefaults) as [SectionName, ...SectionName[]];

/** What decides whether one contact has one section. */
export interface SectionFacts {
  audience: Audience;
  contactSelected: boolean;
  companySelected: boolean;
  /** False where the operator must grant the section and has not. */
  entitled?: boolean;
}

export type SectionReason =
  | 'everyone'
  | 'contactSelected'
  | 'companySelected'
  | 'nobody'
  | 'notSelected'
  | 'notEntitled';

/** The one rule, with its reason. Primary contacts follow it like everybody. */
export function whyHasSection({
  audience,
  contactSelected,
  companySelected,
  entitled = true,
}: SectionFacts): {
  has: boolean;
  reason: SectionReason;
} {
  if (!entitled) return { has: false, reason: 'notEntitled' };
  if (audience === 'everyone') return { has: true, reason: 'everyone' };
  if (audience !== 'selected') return { has: false, reason: 'nobody' };
  if (contactSelected) return { has: true, reason: 'contactSelected' };
  if (companySelected) return { has: true, reason: 'companySelected' };
  return { has: false, reason: 'notSelected' };
}

/** Whether this contact has the section, as it came with their session: no query. */
export function hasSection({ sections }: Pick<Contact, 'sections'>, section: SectionName): boolean {
  return sections.includes(section);
}
