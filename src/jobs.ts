import { z } from 'zod';
import type { Scope, System } from '@/access/scope';
import { CheckDueDomain, checkDueDomain } from '@/certificates/due-domains';
import { enqueueDueWork } from '@/certificates/due-work';
import {
  OrderFirstCertificate,
  orderFirstCertificate,
} from '@/certificates/order-first-certificate';
import { RenewCertificate, renewCertificate } from '@/certificates/renew';
import { ReadRenewalInformation, readRenewalInformation } from '@/certificates/renewal-information';
import { resealInstallationKeys, resealKeys } from '@/certificates/reseal-keys';
import { workOnWildcard } from '@/certificates/wildcard-order';
import { WorkOnOrder, workOnOrder } from '@/certificates/work-on-order';
import { purgeArticleImports } from '@/knowledge/import/purge-article-imports';
import { resumeArticleImport } from '@/knowledge/import/resume-article-import';
import { ReadArticleImport } from '@/knowledge/import/run-article-import';
import { enqueueDueArticles, publishDueArticles } from '@/knowledge/publish-due-articles';
import { purgeSearches } from '@/knowledge/search/purge-searches';
import { DeliverMail, deliverMail } from '@/notifications/deliver-mail';
import { DeliverWebhook, deliverWebhook } from '@/notifications/deliver-webhook';
import { purgeInbound } from '@/notifications/inbound/purge-inbound';
import { resumeInbound } from '@/notifications/inbound/resume-inbound';
import { enqueueDueMailboxes } from '@/notifications/mailboxes/enqueue-due-mailboxes';
import { FetchMailbox, fetchMailbox } from '@/notifications/mailboxes/fetch-mailbox';
import { resealMailboxes } from '@/notifications/mailboxes/reseal-mailboxes';
import { checkSendingDomain } from '@/notifications/outbound/check-sending-domain';
import { resealDkimKeys } from '@/notifications/outbound/reseal-dkim-keys';
import { purgeDeliveries } from '@/notifications/purge-deliveries';
import { purgeOutbox } from '@/notifications/purge-outbox';
import { resealWebhooks } from '@/notifications/reseal-webhooks';
import { resumeMail } from '@/notifications/resume-mail';
import { resumeWebhooks } from '@/notifications/resume-webhooks';
import { TellWebhooks, tellWebhooks } from '@/notifications/tell-webhooks';
import { resealTotps } from '@/people/factors/reseal-totps';
import { purgeLinksAndImports } from '@/people/purge-links-and-imports';
import { SendPasswordLink, sendPasswordLink } from '@/people/request-password-link';
import { ResumeContactImport, resumeContactImport } from '@/people/run-contact-import';
import { warnOfCertificates } from '@/people/warn-of-certificates';
import { WarnOfMailbox, warnOfMailbox } from '@/people/warn-of-mailbox';
import { log } from '@/platform/log';
import { forgetAnswers } from '@/session/keep-answer';
import { resealProviders } from '@/session/provider/reseal-providers';
import { purgeSessions } from '@/session/purge-sessions';
import { SendSignInLink, sendSignInLink } from '@/session/sign-in-link/send-sign-in-link';
import { allTenantIds, systemScope } from '@/session/system-scope';
import { AttachMailFiles, attachMailFiles } from '@/tickets/mail/attach-mail-files';
import { NoteUndelivered, noteUndelivered } from '@/tickets/mail/note-undelivered';
import { ReceiveMail, receiveMail } from '@/tickets/mail/receive-mail';
import { purgeDraftAttachments } from '@/tickets/purge-draft-attachments';
import { AskForRating, askForRating } from '@/tickets/ratings/ask-for-rating';
import { recountDueTimes } from '@/tickets/sla/recount-due-times';
import { enqueueDueLooks, warnOfDueTickets } from '@/tickets/sla/warn-of-due-tickets';

/** One list: when → which verb. A payload holds ids only. */
export const jobs = {
  askForRating: forTenant('askForRating', AskForRating, askForRating),
  attachMailFiles: forTenant('attachMailFiles', AttachMailFiles, attachMailFiles),
  checkSendingDomain: forEachTenant('checkSendingDomain', checkSendingDomain),
  checkDomain: forTenant('checkDomain', CheckDueDomain, checkDueDomain),
  deliverMail: forTenant('deliverMail', DeliverMail, deliverMail),
  deliverWebhook: forTenant('deliverWebhook', DeliverWebhook, deliverWebhook),
  enqueueDueArticles: () => enqueueDueArticles(),
  enqueueDueLooks: () => enqueueDueLooks(),
  enqueueDueMailboxes: () => enqueueDueMailboxes(),
  enqueueDueWork: () => enqueueDueWork(),
  fetchMailbox: forTenant('fetchMailbox', FetchMailbox, fetchMailbox),
  forgetAnswers: forEachTenant('forgetAnswers', forgetAnswers),
  noteUndelivered: forTenant('noteUndelivered', NoteUndelivered, noteUndelivered),
  orderFirstCertificate: forTenant(
    'orderFirstCertificate',
    OrderFirstCertificate,
    orderFirstCertificate,
  ),
  publishDueArticles: forTenant('publishDueArticles', z.object({}), publishDueArticles),
  purgeArticleImports: forEachTenant('purgeArticleImports', purgeArticleImports),
  purgeDeliveries: forEachTenant('purgeDeliveries', purgeDeliveries),
  purgeDraftAttachments: forEachTenant('purgeDraftAttachments', purgeDraftAttachments),
  purgeInbound: forEachTenant('purgeInbound', purgeInbound),
  purgeLinksAndImports: forEachTenant('purgeLinksAndImports', purgeLinksAndImports),
  purgeOutbox: forEachTenant('purgeOutbox', purgeOutbox),
  purgeSearches: forEachTenant('purgeSearches', purgeSearches),
  purgeSessions: forEachTenant('purgeSessions', purgeSessions),
  readRenewalInformation: forTenant(
    'readRenewalInformation',
    ReadRenewalInformation,
    readRenewalInformation,
  ),
  receiveMail: forTenant('receiveMail', ReceiveMail, receiveMail),
  recountDueTimes: forTenant('recountDueTimes', z.object({}), recountDueTimes),
  renewCertificate: forTenant('renewCertificate', RenewCertificate, renewCertificate),
  resealKeys: async () => {
    await resealInstallationKeys();
    await forEachTenant('resealKeys', resealKeys)();
    await forEachTenant('resealWebhooks', resealWebhooks)();
    await forEachTenant('resealMailboxes', resealMailboxes)();
    await forEachTenant('resealProviders', resealProviders)();
    await forEachTenant('resealTotps', resealTotps)();
    await forEachTenant('resealDkimKeys', resealDkimKeys)();
    log.info('keys.resealed');
  },
  resumeArticleImport: forTenant('resumeArticleImport', ReadArticleImport, resumeArticleImport),
  resumeContactImport: forTenant('resumeContactImport', ResumeContactImport, resumeContactImport),
  resumeInbound: () => resumeInbound(),
  resumeMail: () => resumeMail(),
  resumeWebhooks: () => resumeWebhooks(),
  sendPasswordLink: forTenant('sendPasswordLink', SendPasswordLink, sendPasswordLink),
  sendSignInLink: forTenant('sendSignInLink', SendSignInLink, sendSignInLink),
  tellWebhooks: forTenant('tellWebhooks', TellWebhooks, tellWebhooks),
  warnOfCertificates: forEachTenant('warnOfCertificates', warnOfCertificates),
  warnOfDueTickets: forTenant('warnOfDueTickets', z.object({}), warnOfDueTickets),
  warnOfMailbox: forTenant('warnOfMailbox', WarnOfMailbox, warnOfMailbox),
  workOnOrder: forTenant('workOnOrder', WorkOnOrder, workOnOrder),
  workOnWildcard: () => workOnWildcard(),
} satisfies Record<string, (payload: unknown) => Promise<void>>;

/**
 * graphile-worker's crontab: minute hour day month weekday (UTC), then a name of `jobs`. `fill`
 * makes up for a night that the process slept through.
 */
export const crontab = `
* * * * * enqueueDueArticles
* * * * * enqueueDueLooks
* * * * * enqueueDueMailboxes
* * * * * enqueueDueWork
* * * * * resumeInbound
* * * * * resumeMail
* * * * * resumeWebhooks
* * * * * workOnWildcard
23 * * * * checkSendingDomain
7 2 * * * purgeDraftAttachments ?fill=1d
17 2 * * * forgetAnswers ?fill=1d
27 2 * * * purgeSessions ?fill=1d
33 2 * * * purgeInbound ?fill=1d
37 2 * * * purgeOutbox ?fill=1d
57 2 * * * purgeDeliveries ?fill=1d
7 3 * * * purgeSearches ?fill=1d
47 2 * * * purgeLinksAndImports ?fill=1d
52 2 * * * purgeArticleImports ?fill=1d
11 6 * * * warnOfCertificates ?fill=1d
`;

/** What waits for strangers: DNS, the authority, mail servers, receivers of webhooks. None holds up the others. */
export const apart = [
  ['checkDomain'],
  ['checkSendingDomain'],
  ['deliverMail'],
  ['deliverWebhook'],
  ['resumeArticleImport'],
  ['fetchMailbox'],
  ['receiveMail', 'attachMailFiles'],
  ['workOnOrder', 'workOnWildcard', 'readRenewalInformation'],
] satisfies (keyof typeof jobs)[][];

const Tenant = z.object({ tenantId: z.uuid() });

/** A job whose payload is `{ tenantId, … }`: the verb runs as the server itself, for that tenant. */
function forTenant<S extends z.ZodType>(
  job: string,
  shape: S,
  verb: (scope: Scope<System>, input: z.output<S>) => Promise<unknown>,
): (payload: unknown) => Promise<void> {
  return async (payload) => {
    const { tenantId } = Tenant.parse(payload);
    await verb(await systemScope(tenantId, job), shape.parse(payload));
  };
}

/**
 * Housekeeping: the verb for one tenant after the other. A tenant where it fails doesn't hold up
 * the others; the queue tries them all again, which is harmless.
 */
function forEachTenant(
  job: string,
  verb: (scope: Scope<System>) => Promise<unknown>,
): () => Promise<void> {
  return async () => {
    let failures = 0;
    for (const tenantId of await allTenantIds()) {
      try {
        await verb(await systemScope(tenantId, job));
      } catch (error) {
        failures++;
        log.error('job.failedForTenant', { job, tenantId, error });
      }
    }
    if (failures > 0) throw new Error(`${job} failed for ${failures} tenants`);
  };
}

/** What can't wait for its minute: work that the process before left behind, and a new key. */
export const atStart = [
  'resealKeys',
  'enqueueDueWork',
  'workOnWildcard',
] satisfies (keyof typeof jobs)[];
