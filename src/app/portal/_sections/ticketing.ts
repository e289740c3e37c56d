import type { PortalSection } from './portal-section';

/** Opening and following tickets. */
export const ticketing: PortalSection = {
  name: 'ticketing',
  entries: ({ actor }, t) => [
    {
      href: '/tickets',
      label: t('portal.nav.tickets'),
      shortLabel: t('portal.nav.tickets'),
      icon: 'tickets',
    },
    ...(actor.isPrimary
      ? [
          {
            href: '/company-tickets',
            label: t('portal.nav.companyTickets', { company: actor.companyName }),
            shortLabel: t('portal.nav.companyTicketsShort'),
            icon: 'company' as const,
          },
        ]
      : []),
  ],
};
