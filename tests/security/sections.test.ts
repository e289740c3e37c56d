import http from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type SectionName, sectionNames } from '@/settings/sections';
import { apiClient } from '~tests/setup/api-client';
import { type ServedTenant, serveTenant, signInFirst } from '~tests/setup/served-tenant';
import { type ServerProcess, startServer } from '~tests/setup/server-process';
import { visit } from '~tests/setup/visit';
import { stateOf, type Visit, type WebVisitor, webVisitor } from '~tests/setup/web-visitor';
import { actionId, builtRoutes } from './doors-of-build';
import { sameBytes } from './same-bytes';

/** Every audience × everybody × every door: seen, or not to be found in any byte of the answer. */
const audiences = {
  everyone: {
    audience: 'everyone',
    seen: ['chosen', 'colleague', 'outsider', 'lead', 'otherLead'],
  },
  nobody: { audience: 'nobody', seen: [] },
  'nobody of those who could be': { audience: 'selected', seen: [] },
  'one contact': { audience: 'selected', contacts: ['chosen', 'gone'], seen: ['chosen'] },
  'one company': { audience: 'selected', companies: ['B'], seen: ['colleague', 'lead'] },
  'a contact and a company': {
    audience: 'selected',
    contacts: ['chosen', 'gone'],
    companies: ['B'],
    seen: ['chosen', 'colleague', 'lead'],
  },
} as const satisfies Record<string, Chosen>;

interface Chosen {
  audience: 'everyone' | 'nobody' | 'selected';
  contacts?: readonly Who[];
  companies?: readonly ('A' | 'B')[];
  seen: readonly Who[];
}

/** `lead` and `otherLead` are primary contacts; `gone` was disabled after signing in. */
const people = {
  chosen: { company: 'A' },
  outsider: { company: 'A' },
  otherLead: { company: 'A', isPrimary: true },
  colleague: { company: 'B' },
  lead: { company: 'B', isPrimary: true },
  gone: { company: 'B' },
} as const satisfies Record<string, { company: 'A' | 'B'; isPrimary?: boolean }>;
type Who = keyof typeof people;
const everybody = Object.keys(people) as Who[];

/** What each section has in the portal. A page that belongs to none is for every contact. */
const pagesOf: Record<SectionName, string[]> = {
  ticketing: [
    '/tickets',
    '/tickets/new',
    '/tickets/[number]',
    '/company-tickets',
    '/mail/[id]/formatted',
  ],
  knowledgeBase: [],
  assistant: [],
  selfService: [],
};
const pagesOfAll = ['/', '/app-settings'];

interface Person {
  id: string;
  visitor: WebVisitor;
  /** Of a ticket of theirs. */
  number: number;
  file: string;
}

let server: ServerProcess;
let tenant: ServedTenant;
const known = {} as Record<Who, Person>;
const companyIds = {} as Record<'A' | 'B', string>;
const secret = /Zanzibar/;

beforeAll(async () => {
  server = await startServer();
  tenant = await serveTenant(server, 'sections', { lastNumber: 83_140 });
  for (const name of ['A', 'B'] as const) {
    companyIds[name] = (await made('/companies', { name: `Firm ${name}` })).id;
  }
  for (const who of everybody) known[who] = await person(who);
  await tenant.api('DELETE', `/contacts/${known.gone.id}`);
}, 180_000);
afterAll(() => server?.stop());

async function made(path: string, body: unknown) {
  const answer = await tenant.api('POST', path, { body });
  if (answer.status !== 201) throw new Error(`${path}: ${answer.status} ${answer.text}`);
  return answer.json;
}

async function person(who: Who): Promise<Person> {
  const { company, ...more } = people[who];
  const { id, username, initialPassword } = await made('/contacts', {
    companyId: companyIds[company],
    name: `Person ${who}`,
    sendWelcome: false,
    ...more,
  });
  const { number } = await made('/tickets', {
    requesterId: id,
    title: `Zanzibar of ${who}`,
    description: 'Zanzibar it is',
  });
  const visitor = webVisitor(tenant.origin);
  await signInFirst(visitor, username, initialPassword);
  return { id, visitor, number, file: await attach(number) };
}

async function attach(number: number): Promise<string> {
  const body = `--x\r\nContent-Disposition: form-data; name="file"; filename="zanzibar.txt"\r\nContent-Type: text/plain\r\n\r\nZanzibar\r\n--x--\r\n`;
  const answer = await visit(tenant.origin, `/api/v1/tickets/${number}/attachments`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${tenant.key}`,
      'content-type': 'multipart/form-data; boundary=x',
    },
    body: Buffer.from(body),
  });
  return JSON.parse(answer.body.toString()).data[0].id;
}

/** Looks through one door, and says what should be there and what is. */
type Door = (who: Who, isSeen: boolean) => Promise<void>;

/** A signed-in contact's answer: signed out they are sent to the sign-in. */
async function ask(who: Who, path: string): Promise<Visit> {
  const answer = await known[who].visitor.get(path);
  if (who === 'gone') expect(answer.headers.location).toMatch(/^\/sign-in/);
  return answer;
}

const doors: Record<string, Door> = {
  async navigation(who, isSeen) {
    const { text } = await ask(who, '/');
    expect(/href="\/tickets[/"]/.test(text)).toBe(isSeen);
    const leads = isSeen && 'isPrimary' in people[who];
    expect(/href="\/company-tickets"/.test(text)).toBe(leads);
    expect(secret.test(text)).toBe(isSeen);
  },
  async pages(who, isSeen) {
    for (const path of ['/tickets', '/tickets/new', '/company-tickets']) {
      const { status, text } = await ask(who, path);
      const isThere = isSeen && (path !== '/company-tickets' || 'isPrimary' in people[who]);
      expect([path, status]).toEqual([path, who === 'gone' ? 307 : isThere ? 200 : 404]);
      if (!isThere) expect(text).not.toMatch(secret);
    }
    if (isSeen || who === 'gone') return;
    const unknown = wordsOf(await known[who].visitor.get('/no/such/page'));
    expect(wordsOf(await known[who].visitor.get('/tickets'))).toBe(unknown);
  },
  async 'deep link'(who, isSeen) {
    const { visitor, number } = known[who];
    const answer = await ask(who, `/tickets/${number}`);
    if (isSeen) expect(answer.text).toMatch(secret);
    else expect(answer.text).not.toMatch(secret);
    expect(answer.status).toBe(who === 'gone' ? 307 : isSeen ? 200 : 404);
    if (!isSeen && who !== 'gone') {
      await sameBytes(visitor, `/tickets/${number}`, '/tickets/99898', secret);
    }
  },
  async search(who, isSeen) {
    const { text } = await ask(who, '/tickets?q=zanz');
    expect(secret.test(text)).toBe(isSeen);
    const rsc = await known[who].visitor.get('/tickets?q=zanz', { rsc: '1' });
    if (!isSeen) expect(rsc.text).not.toMatch(secret);
  },
  async API(who, isSeen) {
    const { visitor, file, number } = known[who];
    const loaded = await visitor.get(`/api/attachments/${file}`);
    expect(loaded.status).toBe(isSeen ? 200 : 404);
    expect(secret.test(loaded.text)).toBe(isSeen);
    const open = actionId('portal/(signed-in)/tickets/new/actions.ts openTicketAction');
    const reply = actionId('portal/(signed-in)/tickets/[number]/actions.ts replyToTicketAction');
    const fields = { title: 'Asked', description: 'Asked', number: String(number), body: 'Asked' };
    for (const id of [open, reply]) {
      const answer = await visitor.act('/app-settings', id, fields);
      expect(answer.status).toBe(who === 'gone' ? 401 : isSeen ? 200 : 404);
      expect(stateOf(answer)).toMatchObject({ ok: isSeen });
    }
    const byCookie = await visitor.get('/api/v1/tickets');
    expect(byCookie.status).toBe(401);
  },
  async 'live event'(who, isSeen) {
    const { visitor, number } = known[who];
    const [theirs, staff] = [listen(visitor, 'portal'), listen(tenant.admin, 'console')];
    try {
      const status = await theirs.status;
      expect([await staff.status, status]).toEqual([200, who === 'gone' ? 401 : 200]);
      await tenant.api('POST', `/tickets/${number}/replies`, { body: { body: 'Heard?' } });
      await expect.poll(staff.heard).toContain(`"number":${number}`);
      if (isSeen) await expect.poll(theirs.heard).toContain(`"number":${number}`);
      await visitor.get('/'); // whatever was on its way has come by now
      expect(theirs.heard().includes(String(number))).toBe(isSeen);
    } finally {
      theirs.close();
      staff.close();
    }
  },
};

describe.each(Object.entries(audiences))('ticketing for %s', (_, chosen: Chosen) => {
  beforeAll(async () => {
    const { audience, contacts = [], companies = [] } = chosen;
    const body = {
      audience,
      contactIds: contacts.map((who) => known[who].id),
      companyIds: companies.map((name) => companyIds[name]),
    };
    const answer = await tenant.api('PATCH', '/portal/sections/ticketing', { body });
    expect(answer.json).toMatchObject({ audience });
  });

  const cases = everybody.flatMap((who) => Object.keys(doors).map((door) => ({ who, door })));
  it.each(cases)('$who, $door', async ({ who, door }) => {
    await doors[door]!(who, chosen.seen.includes(who));
  });
});

it('an open line hears nothing more from the moment on that the section is gone', async () => {
  const { visitor, number } = known.chosen;
  const change = (audience: string) =>
    tenant.api('PATCH', '/portal/sections/ticketing', { body: { audience } });
  const reply = () =>
    tenant.api('POST', `/tickets/${number}/replies`, { body: { body: 'Heard?' } });
  await change('everyone');
  const [theirs, staff] = [listen(visitor, 'portal'), listen(tenant.admin, 'console')];
  try {
    await Promise.all([theirs.status, staff.status]);
    await reply();
    await expect.poll(theirs.heard).toContain(`"number":${number}`);
    await change('nobody');
    const before = { theirs: theirs.heard(), staff: staff.heard() };
    await reply();
    await expect.poll(() => staff.heard().slice(before.staff.length)).toContain(`${number}`);
    await visitor.get('/');
    expect(theirs.heard().slice(before.theirs.length)).not.toContain(`${number}`);
  } finally {
    theirs.close();
    staff.close();
    await change('everyone');
  }
});

describe('every section', () => {
  it.each(sectionNames)('%s: who may see it is served by the API, and kept', async (section) => {
    const address = `/portal/sections/${section}`;
    const before = (await tenant.api('GET', '/portal')).json.sections[section];
    const wanted = { audience: 'selected', contactIds: [known.chosen.id], companyIds: [] };
    expect((await tenant.api('PATCH', address, { body: wanted })).json).toEqual(wanted);
    expect((await tenant.api('GET', '/portal')).json.sections[section]).toEqual(wanted);
    const anonymous = await apiClient(tenant.origin)('PATCH', address, { body: wanted });
    expect(anonymous.status).toBe(401);
    await tenant.api('PATCH', address, { body: before });
  });

  it('owns pages of the portal, or they are everybody’s', () => {
    const closed = builtRoutes()
      .filter(({ file }) => file.startsWith('app/portal/(signed-in)/'))
      .map(({ address }) => address);
    expect(closed.sort()).toEqual([...pagesOfAll, ...Object.values(pagesOf).flat()].sort());
  });

  it.each(['/assistant', '/self-service'])('%s shows nothing before it has pages', async (path) => {
    const { visitor } = known.chosen;
    expect((await visitor.get(path)).status).toBe(404);
    expect((await visitor.get('/')).text).not.toContain(`href="${path}"`);
  });
});

/** What a reader sees. */
function wordsOf({ text }: Visit): string {
  return text
    .replace(/<(script|style|head)\b.*?<\/\1>/gs, '')
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ');
}

/** A page that stays open: its status, and what it has heard so far. */
function listen(visitor: WebVisitor, face: 'portal' | 'console') {
  const url = new URL(`/api/events?face=${face}`, visitor.origin);
  let text = '';
  let request: http.ClientRequest;
  const status = new Promise<number>((resolve, reject) => {
    request = http.get(
      {
        host: '127.0.0.1',
        port: url.port,
        path: url.pathname + url.search,
        headers: { host: url.host, cookie: visitor.cookie() },
      },
      (response) => {
        response.on('data', (chunk: Buffer) => {
          text += chunk.toString();
        });
        response.on('error', () => {});
        resolve(response.statusCode ?? 0);
      },
    );
    request.on('error', reject);
  });
  return { status, heard: () => text, close: () => request.destroy() };
}
