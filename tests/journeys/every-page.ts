import type { Page } from '@playwright/test';
import { visit } from './people';

export interface Stop {
  /** For the name of a picture. */
  name: string;
  path: string;
  /** What it answers, where that is not 200. */
  status?: number;
}

export const entryPages: Stop[] = [
  { name: 'sign-in', path: '/sign-in' },
  { name: 'forgot-password', path: '/forgot-password' },
  { name: 'sign-in-by-link', path: '/sign-in/link' },
  { name: 'sign-in-link-unknown', path: '/sign-in-link?token=unknown', status: 404 },
  { name: 'stop-mails-unknown', path: '/stop-mails?token=unknown', status: 404 },
  { name: 'rate-unknown', path: '/rate?token=unknown', status: 404 },
  { name: 'password-link-unknown', path: '/password-link?token=unknown', status: 404 },
  { name: 'public-knowledge-base', path: '/knowledge-base' },
  { name: 'public-article', path: '/knowledge-base/reset-a-forgotten-password' },
  { name: 'console-sign-in', path: '/console/sign-in' },
  { name: 'console-forgot', path: '/console/forgot' },
];

/** Of a primary contact: the pages there are, and one of each kind that needs a ticket. */
export async function portalPages(page: Page): Promise<Stop[]> {
  await visit(page, '/tickets');
  const ticket = await hrefOf(page, /^\/tickets\/\d+$/);
  await visit(page, '/company-tickets?status=closed');
  const closed = await hrefOf(page, /^\/tickets\/\d+$/);
  return [
    { name: 'home', path: '/' },
    { name: 'tickets', path: '/tickets' },
    { name: 'tickets-filtered-empty', path: '/tickets?q=zzzzzz' },
    { name: 'new-ticket', path: '/tickets/new' },
    { name: 'ticket', path: ticket },
    { name: 'ticket-sent', path: `${ticket}?sent` },
    { name: 'ticket-closed', path: closed },
    { name: 'company-tickets', path: '/company-tickets' },
    { name: 'knowledge-base', path: '/knowledge-base' },
    { name: 'articles-found', path: '/knowledge-base?q=vpn' },
    { name: 'articles-not-found', path: '/knowledge-base?q=zzzzzz' },
    { name: 'article', path: '/knowledge-base/work-from-home-over-the-vpn' },
    { name: 'article-unknown', path: '/knowledge-base/nothing-here', status: 404 },
    { name: 'app-settings', path: '/app-settings' },
    { name: 'not-found', path: '/nothing-here', status: 404 },
  ];
}

/** Of an admin. */
export async function consolePages(page: Page): Promise<Stop[]> {
  const first = async (list: string, fits: RegExp) => {
    await visit(page, list);
    return hrefOf(page, fits);
  };
  const id = (path: string) => new RegExp(`^${path}/[0-9a-f-]{36}$`);
  return [
    { name: 'console', path: '/console' },
    { name: 'queue', path: '/console/tickets?view=all' },
    { name: 'queue-empty', path: '/console/tickets?q=zzzzzz' },
    {
      name: 'queue-ticket',
      path: await first('/console/tickets?view=all', /^\/console\/tickets\/\d+/),
    },
    { name: 'queue-new-ticket', path: '/console/tickets/new' },
    { name: 'companies', path: '/console/companies' },
    { name: 'company-new', path: '/console/companies/new' },
    { name: 'company', path: await first('/console/companies', id('/console/companies')) },
    { name: 'contacts', path: '/console/contacts' },
    { name: 'contact-new', path: '/console/contacts/new' },
    { name: 'contact', path: await first('/console/contacts', id('/console/contacts')) },
    { name: 'contacts-import', path: '/console/contacts/import' },
    { name: 'console-settings', path: '/console/app-settings' },
    { name: 'sign-in-security', path: '/console/app-settings/security' },
    { name: 'canned-replies', path: '/console/app-settings/canned-replies' },
    { name: 'canned-reply-new', path: '/console/app-settings/canned-replies/new' },
    { name: 'articles', path: '/console/knowledge-base' },
    { name: 'article-new', path: '/console/knowledge-base/new' },
    { name: 'reports', path: '/console/reports' },
    { name: 'reports-year', path: '/console/reports?range=12m' },
    { name: 'article-feedback', path: '/console/knowledge-base/feedback' },
    { name: 'article-figures', path: '/console/knowledge-base/figures' },
    { name: 'article-searches', path: '/console/knowledge-base/searches' },
    { name: 'article-categories', path: '/console/knowledge-base/categories' },
    { name: 'article-import', path: '/console/knowledge-base/import' },
    { name: 'article-export', path: '/console/knowledge-base/export' },
    {
      name: 'article-editor',
      path: await first('/console/knowledge-base', id('/console/knowledge-base')),
    },
    { name: 'outbox', path: '/console/outbox' },
    { name: 'incoming-mail', path: '/console/mail' },
    { name: 'technicians', path: '/console/admin/technicians' },
    { name: 'technician-new', path: '/console/admin/technicians/new' },
    {
      name: 'technician',
      path: await first('/console/admin/technicians', id('/console/admin/technicians')),
    },
    { name: 'ticket-settings', path: '/console/admin/settings/tickets' },
    { name: 'custom-fields', path: '/console/admin/custom-fields' },
    { name: 'custom-field', path: '/console/admin/custom-fields/impact' },
    { name: 'new-field', path: '/console/admin/custom-fields/new' },
    { name: 'service-levels', path: '/console/admin/settings/service-levels' },
    { name: 'satisfaction', path: '/console/admin/settings/satisfaction' },
    { name: 'service-portal', path: '/console/admin/service-portal' },
    { name: 'notifications', path: '/console/admin/notifications' },
    { name: 'notification', path: '/console/admin/notifications/welcomeLink' },
    { name: 'mail-log', path: '/console/admin/mail' },
    { name: 'sending-domain', path: '/console/admin/mail/domain' },
    { name: 'incoming-mail', path: '/console/admin/mail/mailboxes' },
    { name: 'new-mailbox', path: '/console/admin/mail/mailboxes/new' },
    { name: 'sign-in-settings', path: '/console/admin/sign-in' },
    { name: 'api', path: '/console/admin/api' },
    { name: 'audit-log', path: '/console/admin/audit-log' },
    { name: 'console-not-found', path: '/console/nothing-here', status: 404 },
  ];
}

/** Statuses that some of the stops answer: the browser reports them as errors. */
export const stopStatuses = [404];

async function hrefOf(page: Page, fits: RegExp): Promise<string> {
  for (const link of await page.getByRole('main').getByRole('link').all()) {
    const href = await link.getAttribute('href');
    if (href && fits.test(href)) return href;
  }
  throw new Error(`${page.url()} has no link like ${fits}`);
}
