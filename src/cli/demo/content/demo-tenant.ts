import { alderFinch } from './company-alder-finch';
import { kessler } from './company-kessler';
import { vasseur } from './company-vasseur';
import type { DemoTenant, DemoTicket } from './shapes';
import { technicians } from './technicians';
import { alderFinchOfficeTickets } from './tickets-alder-finch-office';
import { alderFinchPeopleTickets } from './tickets-alder-finch-people';
import { alderFinchSecurityTickets } from './tickets-alder-finch-security';
import { alderFinchSpanishTickets } from './tickets-alder-finch-spanish';
import { kesslerOfficeTickets } from './tickets-kessler-office';
import { kesslerOperationsTickets } from './tickets-kessler-operations';
import { kesslerRelocationTickets } from './tickets-kessler-relocation';
import { kesslerWorkplaceTickets } from './tickets-kessler-workplace';
import { vasseurItalianTickets } from './tickets-vasseur-italian';
import { vasseurPeopleTickets } from './tickets-vasseur-people';
import { vasseurProductionTickets } from './tickets-vasseur-production';
import { vasseurWorkplaceTickets } from './tickets-vasseur-workplace';

const tickets: readonly DemoTicket[] = [
  ...alderFinchSecurityTickets,
  ...alderFinchOfficeTickets,
  ...alderFinchPeopleTickets,
  ...alderFinchSpanishTickets,
  ...vasseurProductionTickets,
  ...vasseurPeopleTickets,
  ...vasseurWorkplaceTickets,
  ...vasseurItalianTickets,
  ...kesslerWorkplaceTickets,
  ...kesslerOfficeTickets,
  ...kesslerOperationsTickets,
  ...kesslerRelocationTickets,
];

/** The demo tenant: an invented MSP in Berlin, its three companies, and sixty days of tickets. */
export const demoTenant: DemoTenant = {
  slug: 'demo',
  name: 'Tidewright IT',
  brandColor: '#0f6b6e',
  timeZone: 'Europe/Berlin',
  defaultLanguage: 'en',
  supportEmail: 'help@tidewright.test',
  supportPhone: '+493023125100',
  technicians,
  companies: [alderFinch, vasseur, kessler],
  tickets: tickets.toSorted((a, b) => b.ageDays - a.ageDays),
};
