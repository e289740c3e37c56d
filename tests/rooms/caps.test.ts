import { readdirSync } from 'node:fs';
import path from 'node:path';
import { Readable } from 'node:stream';
import { expect, it } from 'vitest';
import { createWebhook } from '@/notifications/create-webhook';
import { createMailbox } from '@/notifications/mailboxes/create-mailbox';
import { createProvider } from '@/session/provider/create-provider';
import { announce } from '@/settings/announce';
import { createCannedReply, mostCannedReplies } from '@/tickets/desk/create-canned-reply';
import { mostViews, saveView } from '@/tickets/desk/save-view';
import { storeAttachment } from '@/tickets/store-attachment';
import { freshDatabase } from '~tests/setup/fresh-database';
import { asTechnician, makeTenant } from '~tests/setup/tenants';
import { inputFor, reach } from './notifications/mailboxes/mailbox-desk';

await freshDatabase();
const admin = await asTechnician(await makeTenant(), 'admin');

type Make = (at: number) => Promise<unknown>;
const caps: [what: string, most: number, make: Make][] = [
  [
    'mailboxes',
    20,
    (at) =>
      createMailbox(admin, inputFor({ port: 993, password: 'x' }, { folder: `${at}` }), reach),
  ],
  [
    'webhooks',
    20,
    (at) => createWebhook(admin, { url: `http://hooks.test/${at}`, events: ['*'] }, reach),
  ],
  [
    'providers of sign-ins',
    20,
    () => createProvider(admin, { kind: 'google', realm: 'contact', issuer: '' }),
  ],
  ['announcements', 20, (at) => announce(admin, { texts: { en: `No. ${at}` }, tone: 'info' })],
  [
    'canned replies',
    mostCannedReplies,
    (at) => createCannedReply(admin, { title: `${at}`, body: 'Hi', forTeam: true }),
  ],
  ['views', mostViews, (at) => saveView(admin, { name: `${at}`, query: 'view=mine' })],
];

it.each(caps)('%s: never more than %i, however many ask at once', async (_, most, make) => {
  const made = await Promise.allSettled(Array.from({ length: most + 4 }, (_none, at) => make(at)));
  const refusals = made.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []));
  expect(refusals).toHaveLength(4);
  for (const refusal of refusals) expect(refusal).toMatchObject({ status: 409, values: { most } });
});

it('unsent files: never more than 40, however many come at once, and no byte of the others', async () => {
  const stream = () => Readable.from([Buffer.from('words')]);
  const stored = await Promise.allSettled(
    Array.from({ length: 44 }, () =>
      storeAttachment(admin, { fileName: 'a.txt', stream: stream() }),
    ),
  );
  const refusals = stored.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []));
  expect(refusals.map(({ status }) => status)).toEqual([429, 429, 429, 429]);
  const folder = path.resolve(process.env.DATA_DIR!, 'attachments', admin.tenant.id);
  expect(readdirSync(folder)).toHaveLength(40);
});
