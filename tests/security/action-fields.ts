import { randomUUID } from 'node:crypto';
import { adminPassword, type ServedTenant } from '~tests/setup/served-tenant';
import { stateOf, type Visit } from '~tests/setup/web-visitor';

/** Ids and numbers that no tenant has. */
export const nobody = {
  ids: {
    company: randomUUID(),
    contact: randomUUID(),
    inboundMail: randomUUID(),
    mailbox: randomUUID(),
    technician: randomUUID(),
    session: randomUUID(),
    announcement: randomUUID(),
    article: randomUUID(),
    articleCategory: randomUUID(),
    articleImport: randomUUID(),
    webhook: randomUUID(),
    provider: randomUUID(),
    cannedReply: randomUUID(),
    view: randomUUID(),
  },
  numbers: [9896, 9897, 9898],
  host: 'help.nobody-msp.test',
};

const none = { response: null, resolution: null, clock: 'business' };

/** Whatever any action may ask for, good in itself, with somebody's ids and numbers. */
export function fieldsOf({ ids, numbers, host }: Pick<ServedTenant, 'ids' | 'numbers' | 'host'>) {
  const own = randomUUID();
  return {
    id: ids.contact,
    contactId: ids.contact,
    requesterId: ids.contact,
    companyId: ids.company,
    assigneeId: ids.technician,
    sessionId: ids.session,
    importId: ids.company,
    'ids[]': ids.contact,
    deed: 'disable',
    keepId: ids.contact,
    duplicateId: own,
    articleId: own,
    confirmation: 'Somebody',
    number: String(numbers.at(-1)),
    title: 'A title',
    description: 'A description',
    body: 'A reply',
    name: `Name ${own}`,
    email: `${own}@somewhere.test`,
    role: 'technician',
    language: 'en',
    priority: 'high',
    statusKey: 'pending',
    key: 'nowhere',
    successor: 'pending',
    position: '0',
    category: 'pending',
    colour: '#2563eb',
    label_en: 'A status',
    labels: JSON.stringify({ en: 'A field' }),
    fieldType: 'text',
    portal: 'editable',
    choices: '[]',
    defaultValue: 'null',
    companyDefaults: '{}',
    showWhen: 'null',
    numbers: '4708,4709,4710',
    what: 'priority',
    value: 'high',
    host,
    link: 'true',
    enabled: 'false',
    address: `${own}@somewhere.test`,
    hsts: 'false',
    texts: JSON.stringify({ en: 'A text' }),
    tone: 'info',
    onSignIn: 'false',
    'companyIds[]': ids.company,
    'contactIds[]': ids.contact,
    section: 'ticketing',
    audience: 'everyone',
    whom: 'contact',
    kind: 'logo',
    mail: 'ticketOpened',
    mailId: ids.inboundMail,
    subject: 'A subject',
    replyTo: '',
    entitlement: 'assistant',
    csv: `company,name\nSome ${own},Somebody`,
    q: 'zzz',
    tag: 'printer',
    into: String(numbers.at(-2)),
    query: 'view=mine',
    direction: 'up',
    url: 'https://93.184.215.14/events',
    'events[]': 'webhook.none',
    secret: 'A secret',
    targets: JSON.stringify({ low: none, normal: none, high: none, urgent: none }),
    soonMinutes: '30',
    delayHours: '24',
    everyDays: '14',
    score: '4',
    deliveryId: ids.webhook,
    passkeyId: ids.technician,
    code: '000000',
    passwordOrCode: 'neither of them',
    secondFactorRequired: 'false',
    token: own,
    version: '1',
    verdict: 'yes',
    next: adminPassword,
  };
}

/** Two answers are equal but for ids and keys that were made for each. */
export function comparable(answer: Visit) {
  const state = JSON.stringify(stateOf(answer))
    .replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, 'ID')
    .replace(/sd_[\w-]+/g, 'KEY');
  return { status: answer.status, state };
}
