import 'server-only';
import type { Operation } from '../_door/operation';
import * as announcements from './announcements';
import * as categories from './article-categories';
import * as drafts from './article-drafts';
import * as feedback from './article-feedback';
import { searchArticlesOperation } from './article-search';
import * as transfer from './article-transfer';
import * as articles from './articles';
import * as auditEvents from './audit-events';
import * as canned from './canned-replies';
import { changeManyTicketsOperation } from './change-many-tickets';
import { changeTicketOperation } from './change-ticket';
import * as companies from './companies';
import * as contacts from './contacts';
import * as domains from './domains';
import * as inbound from './inbound-mails';
import * as mailboxes from './mailboxes';
import * as mails from './mails';
import * as notifications from './notifications';
import * as data from './people-data';
import * as portal from './portal';
import * as reports from './reports';
import * as sending from './sending-domain';
import * as levels from './service-levels';
import * as settings from './settings';
import * as waysIn from './sign-in';
import * as signIn from './technician-sign-in';
import * as technicians from './technicians';
import * as attachments from './ticket-attachments';
import * as fields from './ticket-fields';
import { replyToTicketOperation } from './ticket-replies';
import * as statuses from './ticket-statuses';
import * as tickets from './tickets';
import * as views from './views';
import * as visibility from './visibility';
import * as webhooks from './webhooks';

/** Everything that the API can do, by resource, in the order of its reference. */
export const resources: Record<string, Operation[]> = {
  Companies: [
    companies.listCompaniesOperation,
    companies.createCompanyOperation,
    companies.readCompanyOperation,
    companies.changeCompanyOperation,
    companies.deleteCompanyOperation,
    data.exportCompaniesOperation,
    levels.changeCompanyLevelsOperation,
  ],
  Contacts: [
    contacts.listContactsOperation,
    contacts.createContactOperation,
    contacts.readContactOperation,
    contacts.changeContactOperation,
    contacts.disableContactOperation,
    data.enableContactOperation,
    visibility.readContactVisibilityOperation,
    contacts.generateCredentialsOperation,
    contacts.sendWelcomeOperation,
    contacts.mailContactAgainOperation,
    data.mergeContactsOperation,
    data.exportContactsOperation,
    data.exportContactDataOperation,
    data.eraseContactOperation,
  ],
  Technicians: [
    technicians.listTechniciansOperation,
    technicians.createTechnicianOperation,
    technicians.readTechnicianOperation,
    technicians.changeTechnicianOperation,
    technicians.disableTechnicianOperation,
  ],
  Tickets: [
    tickets.listTicketsOperation,
    tickets.openTicketOperation,
    tickets.readTicketOperation,
    visibility.readTicketVisibilityOperation,
    changeTicketOperation,
    replyToTicketOperation,
    tickets.closeTicketOperation,
    tickets.reopenTicketOperation,
    tickets.mergeTicketOperation,
    changeManyTicketsOperation,
    attachments.listAttachmentsOperation,
    attachments.attachFilesOperation,
    attachments.downloadAttachmentOperation,
    statuses.listTicketStatusesOperation,
    statuses.createTicketStatusOperation,
    statuses.changeTicketStatusOperation,
    statuses.deleteTicketStatusOperation,
    fields.listTicketFieldsOperation,
    fields.createTicketFieldOperation,
    fields.changeTicketFieldOperation,
    fields.deleteTicketFieldOperation,
  ],
  'Incoming mail': [
    inbound.listInboundMailsOperation,
    inbound.readInboundMailOperation,
    inbound.downloadInboundMailOperation,
    inbound.acceptInboundMailOperation,
    inbound.dismissInboundMailOperation,
    inbound.retryInboundMailOperation,
    mailboxes.listMailboxesOperation,
    mailboxes.createMailboxOperation,
    mailboxes.readMailboxOperation,
    mailboxes.changeMailboxOperation,
    mailboxes.deleteMailboxOperation,
    mailboxes.checkMailboxOperation,
    mailboxes.listLeftMailsOperation,
  ],
  'Tools of the desk': [
    canned.listCannedRepliesOperation,
    canned.createCannedReplyOperation,
    canned.changeCannedReplyOperation,
    canned.deleteCannedReplyOperation,
    views.listViewsOperation,
    views.createViewOperation,
    views.changeViewOperation,
    views.deleteViewOperation,
  ],
  'Knowledge base': [
    articles.listArticlesOperation,
    articles.createArticleOperation,
    articles.readArticleOperation,
    articles.changeArticleOperation,
    articles.publishArticleOperation,
    articles.withdrawArticleOperation,
    articles.archiveArticleOperation,
    articles.removeTranslationOperation,
    drafts.saveDraftOperation,
    drafts.publishDraftOperation,
    drafts.discardDraftOperation,
    searchArticlesOperation,
    feedback.listFeedbackOperation,
    feedback.noteFeedbackOperation,
    feedback.handleFeedbackOperation,
    categories.listCategoriesOperation,
    categories.createCategoryOperation,
    categories.changeCategoryOperation,
    categories.deleteCategoryOperation,
    transfer.planArticleImportOperation,
    transfer.readArticleImportOperation,
    transfer.runArticleImportOperation,
    transfer.exportArticlesOperation,
  ],
  Reports: [
    reports.readTicketReportOperation,
    reports.readCompanyReportOperation,
    reports.readTechnicianReportOperation,
  ],
  Portal: [
    portal.readPortalOperation,
    portal.changeSectionOperation,
    portal.changeBrandingOperation,
    portal.uploadBrandImageOperation,
    portal.removeBrandImageOperation,
    announcements.listAnnouncementsOperation,
    announcements.announceOperation,
    announcements.takeDownAnnouncementOperation,
  ],
  Domains: [
    domains.listDomainsOperation,
    domains.claimDomainOperation,
    domains.readDomainOperation,
    domains.checkDomainOperation,
    domains.changeDomainOperation,
    domains.releaseDomainOperation,
  ],
  Settings: [
    settings.readTicketSettingsOperation,
    settings.changeTicketSettingsOperation,
    settings.readWelcomeMailOperation,
    settings.changeWelcomeMailOperation,
    notifications.readNotificationsOperation,
    notifications.changeNotificationsOperation,
    notifications.readNotificationOperation,
    notifications.changeNotificationOperation,
    settings.readLanguageOperation,
    settings.changeLanguageOperation,
    settings.readTimeZoneOperation,
    settings.changeTimeZoneOperation,
    waysIn.readSignInOperation,
    waysIn.changeSignInOperation,
    waysIn.createProviderOperation,
    waysIn.changeProviderOperation,
    waysIn.deleteProviderOperation,
    signIn.readTechnicianSignInOperation,
    signIn.changeTechnicianSignInOperation,
    levels.readServiceLevelsOperation,
    levels.changeServiceLevelsOperation,
    levels.readSatisfactionOperation,
    levels.changeSatisfactionOperation,
  ],
  Mails: [
    mails.listMailsOperation,
    mails.listTicketMailsOperation,
    sending.readSendingDomainOperation,
    sending.changeSendingDomainOperation,
    sending.checkSendingDomainOperation,
    sending.renewDkimKeyOperation,
  ],
  Webhooks: [
    webhooks.listWebhooksOperation,
    webhooks.createWebhookOperation,
    webhooks.readWebhookOperation,
    webhooks.deleteWebhookOperation,
    webhooks.renewSecretOperation,
    webhooks.switchOnWebhookOperation,
    webhooks.listDeliveriesOperation,
    webhooks.replayDeliveryOperation,
  ],
  'Audit log': [auditEvents.listAuditEventsOperation],
};

export const allOperations: Operation[] = Object.values(resources).flat();
