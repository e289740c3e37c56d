import type { MailName } from '@/notifications/mails';

/** What a mail is called on the screen, and when it is sent. */
export const wordsOfMail = {
  welcomeLink: {
    name: 'console.admin.mails.name.welcomeLink',
    when: 'console.admin.mails.when.welcomeLink',
  },
  welcomePassword: {
    name: 'console.admin.mails.name.welcomePassword',
    when: 'console.admin.mails.when.welcomePassword',
  },
  ticketOpened: {
    name: 'console.admin.mails.name.ticketOpened',
    when: 'console.admin.mails.when.ticketOpened',
  },
  ticketReply: {
    name: 'console.admin.mails.name.ticketReply',
    when: 'console.admin.mails.when.ticketReply',
  },
  ticketStatus: {
    name: 'console.admin.mails.name.ticketStatus',
    when: 'console.admin.mails.when.ticketStatus',
  },
  ticketMerged: {
    name: 'console.admin.mails.name.ticketMerged',
    when: 'console.admin.mails.when.ticketMerged',
  },
  rateTicket: {
    name: 'console.admin.mails.name.rateTicket',
    when: 'console.admin.mails.when.rateTicket',
  },
  articleImproved: {
    name: 'console.admin.mails.name.articleImproved',
    when: 'console.admin.mails.when.articleImproved',
  },
  signInLink: {
    name: 'console.admin.mails.name.signInLink',
    when: 'console.admin.mails.when.signInLink',
  },
  passwordLink: {
    name: 'console.admin.mails.name.passwordLink',
    when: 'console.admin.mails.when.passwordLink',
  },
  technicianWelcome: {
    name: 'console.admin.mails.name.technicianWelcome',
    when: 'console.admin.mails.when.technicianWelcome',
  },
  technicianNewTicket: {
    name: 'console.admin.mails.name.technicianNewTicket',
    when: 'console.admin.mails.when.technicianNewTicket',
  },
  technicianAssigned: {
    name: 'console.admin.mails.name.technicianAssigned',
    when: 'console.admin.mails.when.technicianAssigned',
  },
  technicianReply: {
    name: 'console.admin.mails.name.technicianReply',
    when: 'console.admin.mails.when.technicianReply',
  },
  technicianDue: {
    name: 'console.admin.mails.name.technicianDue',
    when: 'console.admin.mails.when.technicianDue',
  },
  technicianRating: {
    name: 'console.admin.mails.name.technicianRating',
    when: 'console.admin.mails.when.technicianRating',
  },
  certificateWarning: {
    name: 'console.admin.mails.name.certificateWarning',
    when: 'console.admin.mails.when.certificateWarning',
  },
  mailboxWarning: {
    name: 'console.admin.mails.name.mailboxWarning',
    when: 'console.admin.mails.when.mailboxWarning',
  },
} as const satisfies Record<MailName, { name: string; when: string }>;

/** What a variable holds, in words. One that is not here is shown by its name alone. */
export const wordsOfVariable: Readonly<Record<string, string>> = {
  article: 'console.admin.mails.variable.article',
  author: 'console.admin.mails.variable.author',
  cause: 'console.admin.mails.variable.cause',
  comment: 'console.admin.mails.variable.comment',
  company: 'console.admin.mails.variable.company',
  description: 'console.admin.mails.variable.description',
  dueAt: 'console.admin.mails.variable.dueAt',
  email: 'console.admin.mails.variable.email',
  explanation: 'console.admin.mails.variable.explanation',
  fix: 'console.admin.mails.variable.fix',
  host: 'console.admin.mails.variable.host',
  intoNumber: 'console.admin.mails.variable.intoNumber',
  intoTitle: 'console.admin.mails.variable.intoTitle',
  link: 'console.admin.mails.variable.link',
  mailbox: 'console.admin.mails.variable.mailbox',
  name: 'console.admin.mails.variable.name',
  nextStep: 'console.admin.mails.variable.nextStep',
  password: 'console.admin.mails.variable.password',
  portal: 'console.admin.mails.variable.portal',
  reply: 'console.admin.mails.variable.reply',
  requester: 'console.admin.mails.variable.requester',
  score: 'console.admin.mails.variable.score',
  status: 'console.admin.mails.variable.status',
  summary: 'console.admin.mails.variable.summary',
  tenant: 'console.admin.mails.variable.tenant',
  ticketNumber: 'console.admin.mails.variable.ticketNumber',
  title: 'console.admin.mails.variable.title',
  username: 'console.admin.mails.variable.username',
};
