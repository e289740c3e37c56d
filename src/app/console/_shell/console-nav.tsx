import {
  BookOpen,
  Building2,
  ChartColumn,
  House,
  Inbox,
  KeyRound,
  ListPlus,
  LogIn,
  Mail,
  MailOpen,
  Mails,
  PanelsTopLeft,
  ScrollText,
  Send,
  SlidersHorizontal,
  Star,
  Timer,
  UserCog,
  UsersRound,
} from 'lucide-react';
import { mayShowSecrets } from '@/platform/env';
import type { NavItem } from '@/ui/shell';

type NavKey =
  | 'console.nav.home'
  | 'console.nav.tickets'
  | 'console.nav.companies'
  | 'console.nav.contacts'
  | 'console.nav.inboundMail'
  | 'console.nav.knowledgeBase'
  | 'console.nav.reports'
  | 'console.nav.outbox'
  | 'console.nav.admin'
  | 'console.nav.technicians'
  | 'console.nav.ticketSettings'
  | 'console.nav.customFields'
  | 'console.nav.serviceLevels'
  | 'console.nav.satisfaction'
  | 'console.nav.servicePortal'
  | 'console.nav.signIn'
  | 'console.nav.notifications'
  | 'console.nav.mail'
  | 'console.nav.api'
  | 'console.nav.auditLog';

export interface NavGroup {
  key: string;
  /** Absent for the first group. */
  title?: string;
  items: NavItem[];
}

/** The console's pages, as far as this technician may open them. */
export function consoleNav(
  t: (key: NavKey) => string,
  { isAdmin, tenant }: { isAdmin: boolean; tenant: { isDemo: boolean } },
): NavGroup[] {
  const main: NavItem[] = [
    { href: '/console', label: t('console.nav.home'), icon: <House aria-hidden />, exact: true },
    { href: '/console/tickets', label: t('console.nav.tickets'), icon: <Inbox aria-hidden /> },
    {
      href: '/console/companies',
      label: t('console.nav.companies'),
      icon: <Building2 aria-hidden />,
    },
    {
      href: '/console/contacts',
      label: t('console.nav.contacts'),
      icon: <UsersRound aria-hidden />,
    },
    {
      href: '/console/knowledge-base',
      label: t('console.nav.knowledgeBase'),
      icon: <BookOpen aria-hidden />,
    },
    {
      href: '/console/reports',
      label: t('console.nav.reports'),
      icon: <ChartColumn aria-hidden />,
    },
    {
      href: '/console/mail',
      label: t('console.nav.inboundMail'),
      icon: <MailOpen aria-hidden />,
    },
  ];
  if (mayShowSecrets(tenant)) {
    main.push({
      href: '/console/outbox',
      label: t('console.nav.outbox'),
      icon: <Send aria-hidden />,
    });
  }
  if (!isAdmin) return [{ key: 'main', items: main }];
  const admin: NavItem[] = [
    {
      href: '/console/admin/technicians',
      label: t('console.nav.technicians'),
      icon: <UserCog aria-hidden />,
    },
    {
      href: '/console/admin/settings/tickets',
      label: t('console.nav.ticketSettings'),
      icon: <SlidersHorizontal aria-hidden />,
    },
    {
      href: '/console/admin/custom-fields',
      label: t('console.nav.customFields'),
      icon: <ListPlus aria-hidden />,
    },
    {
      href: '/console/admin/settings/service-levels',
      label: t('console.nav.serviceLevels'),
      icon: <Timer aria-hidden />,
    },
    {
      href: '/console/admin/settings/satisfaction',
      label: t('console.nav.satisfaction'),
      icon: <Star aria-hidden />,
    },
    {
      href: '/console/admin/service-portal',
      label: t('console.nav.servicePortal'),
      icon: <PanelsTopLeft aria-hidden />,
    },
    {
      href: '/console/admin/sign-in',
      label: t('console.nav.signIn'),
      icon: <LogIn aria-hidden />,
    },
    {
      href: '/console/admin/notifications',
      label: t('console.nav.notifications'),
      icon: <Mail aria-hidden />,
    },
    { href: '/console/admin/mail', label: t('console.nav.mail'), icon: <Mails aria-hidden /> },
    { href: '/console/admin/api', label: t('console.nav.api'), icon: <KeyRound aria-hidden /> },
    {
      href: '/console/admin/audit-log',
      label: t('console.nav.auditLog'),
      icon: <ScrollText aria-hidden />,
    },
  ];
  return [
    { key: 'main', items: main },
    { key: 'admin', title: t('console.nav.admin'), items: admin },
  ];
}
