import type { Contact, Scope } from '@/access/scope';
import type { SectionName } from '@/settings/sections';

export type NavIcon = 'home' | 'tickets' | 'company' | 'knowledge' | 'settings';

export interface NavEntry {
  href: string;
  label: string;
  /** For the bar at the bottom of a phone. */
  shortLabel: string;
  icon: NavIcon;
  exact?: boolean;
}

export type NavKey =
  | 'portal.nav.home'
  | 'portal.nav.tickets'
  | 'portal.nav.companyTickets'
  | 'portal.nav.companyTicketsShort'
  | 'portal.nav.knowledgeBase'
  | 'portal.nav.knowledgeBaseShort'
  | 'portal.nav.settings'
  | 'portal.nav.settingsShort';

export type NavWords = (key: NavKey, values?: Record<string, string>) => string;

/**
 * A part of the portal that a tenant gives to everybody, to some or to nobody. Who lacks it
 * finds it neither in the navigation nor under its address (`requireSection`).
 */
export interface PortalSection {
  name: SectionName;
  /** What it adds to the navigation for this contact, in order. */
  entries: (scope: Scope<Contact>, t: NavWords) => NavEntry[];
}
