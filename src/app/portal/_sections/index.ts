import type { Contact, Scope } from '@/access/scope';
import { hasSection, type SectionName } from '@/settings/sections';
import { knowledgeBase } from './knowledge-base';
import type { NavEntry, NavWords } from './portal-section';
import { ticketing } from './ticketing';

/** The registry, in the order of the navigation: a section is a file here and a line there. */
const sections = [ticketing, knowledgeBase];

/** Those that the portal has pages for. */
export const servedSections: readonly SectionName[] = sections.map(({ name }) => name);

/** The navigation of this contact: home, what they have, their own settings. */
export function navEntries(scope: Scope<Contact>, t: NavWords): NavEntry[] {
  const home = t('portal.nav.home');
  return [
    { href: '/', label: home, shortLabel: home, icon: 'home', exact: true },
    ...sections
      .filter(({ name }) => hasSection(scope.actor, name))
      .flatMap(({ entries }) => entries(scope, t)),
    {
      href: '/app-settings',
      label: t('portal.nav.settings'),
      shortLabel: t('portal.nav.settingsShort'),
      icon: 'settings',
    },
  ];
}
