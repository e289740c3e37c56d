import { randomUUID } from 'node:crypto';
import { type ApiClient, apiClient } from './api-client';
import { createTenant, type ServerProcess } from './server-process';
import { onDatabase } from './statement';
import { type WebVisitor, webVisitor } from './web-visitor';

export const adminPassword = 'a long way to the harbour';
export const contactPassword = 'nine quiet lanterns';

/** A tenant of a running server, with somebody signed in on either side, and their things. */
export interface ServedTenant {
  id: string;
  slug: string;
  origin: string;
  key: string;
  api: ApiClient;
  admin: WebVisitor;
  contact: WebVisitor;
  username: string;
  ids: Record<
    | 'announcement'
    | 'article'
    | 'articleCategory'
    | 'articleImport'
    | 'cannedReply'
    | 'company'
    | 'contact'
    | 'inboundMail'
    | 'mailbox'
    | 'provider'
    | 'session'
    | 'technician'
    | 'view'
    | 'webhook',
    string
  >;
  /** Of tickets of the contact, in the order of their making. */
  numbers: number[];
  /** A host that it holds: proved, and answering visitors. */
  host: string;
}

/** The address could be anybody’s: it is off, and never read. */
export const mailboxOf = (username: string) => ({
  ...{ host: '93.184.215.14', port: 993, security: 'tls', username, password: 'correct-horse' },
});

/** Opens a tenant by the operator's command, its people through the API, and signs two in. */
export async function serveTenant(
  server: ServerProcess,
  slug: string,
  options: {
    tickets?: number;
    /** Where its numbers go on from, for a suite that looks for one in a page. */
    lastNumber?: number;
    headers?: Record<string, string>;
  } = {},
): Promise<ServedTenant> {
  const { tickets = 1, lastNumber = 0, headers = {} } = options;
  const name = `${slug[0]?.toUpperCase()}${slug.slice(1)} IT`;
  const { apiKey: key, tenant } = await createTenant(server, { slug, name });
  if (lastNumber > 0) {
    const counted = `INSERT INTO ticket_counters VALUES ($1, $2)
      ON CONFLICT (tenant_id) DO UPDATE SET last_number = excluded.last_number`;
    await onDatabase(server.databaseUrl, counted, [tenant.id, lastNumber]);
  }
  const origin = server.origin(slug);
  const api = apiClient(origin, key);
  const company = await made(api, '/companies', { name: `${name} Customer` });
  const person = await made(api, '/contacts', {
    companyId: company.id,
    name: `Conny ${slug}`,
    email: `conny@${slug}-customer.test`,
    sendWelcome: false,
  });
  const technicians = (await api('GET', '/technicians')).json.data;
  const numbers: number[] = [];
  for (let count = 1; count <= tickets; count++) {
    const title = `Printer ${count} of ${slug}`;
    const body = { requesterId: person.id, title, description: `It jams at ${slug}.` };
    numbers.push((await made(api, '/tickets', body)).number);
  }
  const admin = webVisitor(origin, { headers });
  await signInToConsole(admin, `admin@${slug}.test`);
  const contact = webVisitor(origin, { headers });
  await signInFirst(contact, person.username, person.initialPassword);
  const sessions = await onDatabase<{ id: string }>(
    server.databaseUrl,
    'SELECT id FROM sessions WHERE contact_id = $1 AND revoked_at IS NULL',
    [person.id],
  );
  // The address could be anybody’s: nothing ever happens that it is told of.
  const receiver = { url: 'https://93.184.215.14/events', events: ['webhook.none'] };
  const webhook = await made(api, '/webhooks', receiver);
  const startsAt = new Date(Date.now() + 86_400_000).toISOString(); // on no page of the suites
  const provider = await made(api, '/settings/sign-in/providers', { kind: 'google' });
  const announcement = await made(api, '/portal/announcements', { texts: { en: slug }, startsAt });
  const reply = await made(api, '/canned-replies', { title: slug, body: 'Hello {contact}' });
  const category = await made(api, '/categories', { names: { en: `Category of ${slug}` } });
  const article = await made(api, '/articles', {
    categoryId: category.id,
    translations: { en: { title: `Article of ${slug}`, body: `How it is done at ${slug}.` } },
  });
  await api('POST', `/articles/${article.id}/publish`, { body: {} });
  const mailbox = await made(api, '/mailboxes', mailboxOf(`desk@${slug}.test`));
  const view = await made(api, '/views', { name: slug, query: 'view=all' });
  const ids = {
    announcement: announcement.id,
    article: article.id,
    articleCategory: category.id,
    articleImport: await holdImport(server, tenant.id),
    company: company.id,
    contact: person.id,
    inboundMail: await holdMail(server, tenant.id, slug),
    mailbox: mailbox.id,
    technician: technicians[0].id,
    session: sessions[0]?.id ?? '',
    webhook: webhook.id,
    provider: provider.id,
    cannedReply: reply.id,
    view: view.id,
  };
  const host = await holdHost(server, tenant.id, slug);
  const { username } = person;
  return { id: tenant.id, slug, origin, key, api, admin, contact, username, ids, numbers, host };
}

/** A file of articles that was checked and not imported yet. */
async function holdImport(server: ServerProcess, tenantId: string): Promise<string> {
  const id = randomUUID();
  await onDatabase(
    server.databaseUrl,
    `INSERT INTO article_imports (tenant_id, id, file_name, source, articles)
     VALUES ($1, $2, 'help.zip', 'files', 1)`,
    [tenantId, id],
  );
  return id;
}

/** As after its DNS was seen; looking for records that nobody has would take time. */
async function holdHost(server: ServerProcess, tenantId: string, slug: string): Promise<string> {
  const host = `help.${slug}-msp.test`;
  await onDatabase(
    server.databaseUrl,
    `INSERT INTO domains (tenant_id, id, host, kind, state, claim, verified_at)
     VALUES ($1, gen_random_uuid(), $2, 'custom', 'active', 'd-' || left(md5($2), 16), now())`,
    [tenantId, host],
  );
  return host;
}

/** A mail that waits for a technician's judgement. */
async function holdMail(server: ServerProcess, tenantId: string, slug: string): Promise<string> {
  const [mail] = await onDatabase<{ id: string }>(
    server.databaseUrl,
    `INSERT INTO inbound_mails (tenant_id, id, source, fingerprint, storage_key, size,
       envelope_from, envelope_to, state, reason, from_address, from_name, subject, excerpt)
     VALUES ($1, gen_random_uuid(), 'smtp', md5($2), $1::uuid::text || '/' || repeat('x', 43), 10, '',
       '{}', 'triage', 'freemail', $2 || '@gmail.com', $2, 'Mail of ' || $2, 'Hello')
     RETURNING id`,
    [tenantId, slug],
  );
  return mail!.id;
}

async function made(api: ApiClient, path: string, body: unknown) {
  const answer = await api('POST', path, { body });
  if (answer.status !== 201) throw new Error(`POST ${path}: ${answer.status} ${answer.text}`);
  return answer.json;
}

export async function signInToConsole(
  visitor: WebVisitor,
  email: string,
  password = adminPassword,
): Promise<void> {
  const answer = await visitor.submit('/console/sign-in', 'password', { login: email, password });
  if (!visitor.cookie().includes('servicedesk-technician=')) throw notIn(email, answer);
}

export async function signIn(
  visitor: WebVisitor,
  username: string,
  password = contactPassword,
): Promise<void> {
  const answer = await visitor.submit('/sign-in', 'password', { login: username, password });
  if (!visitor.cookie().includes('servicedesk-contact=')) throw notIn(username, answer);
}

/** With a generated password, which is changed for `contactPassword`. */
export async function signInFirst(
  visitor: WebVisitor,
  username: string,
  generated: string,
): Promise<void> {
  await signIn(visitor, username, generated);
  await visitor.submit('/set-password', 'next', { next: contactPassword });
  const home = await visitor.get('/');
  if (home.status !== 200) throw notIn(username, home);
}

function notIn(login: string, { status, text }: { status: number; text: string }) {
  return new Error(`${login} could not sign in: ${status} ${text.slice(0, 300)}`);
}
