import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ServedTenant, serveTenant } from '~tests/setup/served-tenant';
import { type ServerProcess, startServer } from '~tests/setup/server-process';
import { stateOf } from '~tests/setup/web-visitor';
import { actionId } from './doors-of-build';

/** Every field × what contacts may do with it × every page, in the bytes that a contact gets. */
let server: ServerProcess;
let tenant: ServedTenant;
let number: number;
const paths = () => [
  '/',
  '/tickets',
  '/tickets/new',
  `/tickets/${number}`,
  '/tickets?sort=priority',
  '/tickets?status=pending',
];

/** Field → what gives it or its value away, and what a tampered form would send. */
const fields = {
  description: { mark: /zqdescription/, given: undefined, q: 'zqdescr' },
  type: { mark: /problem/i, given: 'question' },
  impact: { mark: /zqimpact|One person/, given: 'zqimpact' },
  priority: { mark: /Urgent|"urgent"|>Priority<|"Priority"/, given: 'low' },
  productFamily: { mark: /zqfamily|Product family/, given: 'zqfamily' },
  status: { mark: /Zq status|zqstatus|Close ticket/, given: 'open' },
  technician: { mark: /Tecla Zimmer/, given: '01a21ad6-b615-7061-a4a7-51c57ea4ce96' },
  zqText: { mark: /zqvaluetext|Zq text/, given: 'tampered', q: 'zqvalue' },
  zqNumber: { mark: /918.?273|Zq number/, given: '1' },
  zqDate: { mark: /2031|Zq date/, given: '2026-01-01' },
  zqCheckbox: { mark: /Zq checkbox/, given: 'true' },
  zqChoice: { mark: /zqvaluechoice|Zq choice/, given: 'zqvaluechoice' },
  zqMany: { mark: /zqvaluemany|Zq many/, given: 'zqvaluemany' },
} as const;
type Field = keyof typeof fields;

beforeAll(async () => {
  server = await startServer();
  tenant = await serveTenant(server, 'meadow', { lastNumber: 77_310 });
  const choice = (key: string) => [{ key, labels: { en: key } }];
  for (const [key, type, choices] of [
    ['zqText', 'text', []],
    ['zqNumber', 'number', []],
    ['zqDate', 'date', []],
    ['zqCheckbox', 'checkbox', []],
    ['zqChoice', 'choice', choice('zqvaluechoice')],
    ['zqMany', 'multipleChoice', choice('zqvaluemany')],
  ] as const) {
    const labels = {
      en: key.replace(/[A-Z]/, (letter) => ` ${letter.toLowerCase()}`).replace('zq', 'Zq'),
    };
    await made('/ticket-fields', { key, type, labels, choices });
  }
  await change('impact', { choices: choice('zqimpact') });
  await change('productFamily', { choices: choice('zqfamily') });
  await made('/ticket-statuses', {
    key: 'zqstatus',
    labels: { en: 'Zq status' },
    category: 'pending',
  });
  const tecla = { name: 'Tecla Zimmer', email: 'tecla@meadow.test', role: 'technician' };
  const { id: assigneeId } = await made('/technicians', tecla);
  const opened = await made('/tickets', {
    requesterId: tenant.ids.contact,
    title: 'A ticket with everything',
    description: 'zqdescription',
    status: 'zqstatus',
    priority: 'urgent',
    assigneeId,
    fields: {
      type: 'problem',
      impact: 'zqimpact',
      productFamily: 'zqfamily',
      zqText: 'zqvaluetext',
      zqNumber: 918_273,
      zqDate: '2031-07-19',
      zqCheckbox: true,
      zqChoice: 'zqvaluechoice',
      zqMany: ['zqvaluemany'],
    },
  });
  number = opened.number as unknown as number;
}, 180_000);
afterAll(() => server?.stop());

async function made(path: string, body: unknown): Promise<Record<string, string>> {
  const answer = await tenant.api('POST', path, { body });
  if (answer.status !== 201) throw new Error(`${path}: ${answer.status} ${answer.text}`);
  return answer.json;
}

async function change(key: string, body: unknown): Promise<void> {
  const answer = await tenant.api('PATCH', `/ticket-fields/${key}`, { body });
  if (answer.status !== 200) throw new Error(`${key}: ${answer.status} ${answer.text}`);
}

describe.each(Object.keys(fields) as Field[])('%s', (key) => {
  const { mark, given, q } = fields[key] as { mark: RegExp; given?: string; q?: string };
  const isFound = async () =>
    (await tenant.contact.get(`/tickets?q=${q}`)).text.includes('A ticket with everything');
  const said = async () => {
    const pages = await Promise.all(paths().map((path) => tenant.contact.get(path)));
    expect(pages.map(({ status }) => status)).toEqual(pages.map(() => 200));
    return paths().filter((_, at) => mark.test(pages[at]!.text));
  };
  const tampered = () => {
    const form = { title: 'T', description: 'D', [`fields.${key}`]: String(given) };
    const open = actionId('portal/(signed-in)/tickets/new/actions.ts openTicketAction');
    return tenant.contact.act('/tickets/new', open, form);
  };

  it('is on a contact’s pages while the portal shows it', async () => {
    for (const portal of ['editable', 'readOnly']) {
      await change(key, { portal, ...(key === 'description' && { defaultValue: 'As usual' }) });
      expect(await said()).toContain(`/tickets/${number}`);
      if (q) expect(await isFound()).toBe(true);
    }
  });

  it('is in no byte of them once it is hidden', async () => {
    await change(key, { portal: 'hidden' });
    expect(await said()).toEqual([]);
    if (q) expect(await isFound()).toBe(false);
  });

  if (given !== undefined) {
    it('is refused from a tampered form, by name (403)', async () => {
      for (const portal of ['hidden', 'readOnly']) {
        await change(key, { portal });
        const answer = await tampered();
        expect(answer.status).toBe(403);
        const state = stateOf(answer) as { ok: boolean; message: string; fields: object };
        expect(state.ok).toBe(false);
        expect(state.message).toContain(key);
        expect(Object.keys(state.fields)).toEqual([`fields.${key}`]);
      }
      await change(key, { portal: 'editable' });
    });
  }
});
