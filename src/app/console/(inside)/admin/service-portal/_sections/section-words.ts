/** The sections that have pages, or soon will; the others are a matter of the API until then. */
export const onScreen = [
  {
    name: 'ticketing',
    title: 'console.admin.sections.ticketing',
    lead: 'console.admin.sections.ticketingLead',
  },
  {
    name: 'knowledgeBase',
    title: 'console.admin.sections.knowledgeBase',
    lead: 'console.admin.sections.knowledgeBaseLead',
  },
] as const;
