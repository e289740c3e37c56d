/** What events say of an article: whose value → the value → key of its word. */
export const articleWords: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'article.audience': {
    companies: 'console.knowledge.audience.companies',
    contacts: 'console.knowledge.audience.contacts',
    everyone: 'console.knowledge.audience.everyone',
    technicians: 'console.knowledge.audience.technicians',
  },
  'article.reason': {
    failing: 'console.feedback.reason.failing',
    other: 'console.feedback.reason.other',
    outdated: 'console.feedback.reason.outdated',
    unanswered: 'console.feedback.reason.unanswered',
    unclear: 'console.feedback.reason.unclear',
  },
  'article.state': {
    archived: 'console.knowledge.state.archived',
    draft: 'console.knowledge.state.draft',
    handled: 'console.feedback.handled',
    open: 'console.feedback.open',
    published: 'console.knowledge.state.published',
    scheduled: 'console.knowledge.state.scheduled',
  },
  'article.verdict': { no: 'console.admin.audit.no', yes: 'console.admin.audit.yes' },
};
