import { readdirSync } from 'node:fs';
import path from 'node:path';
import { Readable } from 'node:stream';
import { expect, it, vi } from 'vitest';
import { DatabaseAway } from '@/platform/errors';
import { storeAttachment } from '@/tickets/store-attachment';
import { freshDatabase } from '~tests/setup/fresh-database';
import { makeDesk } from './desk';

const trouble = vi.hoisted(() => ({ now: undefined as Error | undefined }));
vi.mock('@/audit/record', async (original) => {
  const { record } = await original<typeof import('@/audit/record')>();
  return {
    record: (...what: Parameters<typeof record>) =>
      trouble.now ? Promise.reject(trouble.now) : record(...what),
  };
});

await freshDatabase();
const { tenant, requester } = await makeDesk();
const folder = path.resolve(process.env.DATA_DIR!, 'attachments', tenant.id);
const upload = () =>
  storeAttachment(requester, { fileName: 'a.txt', stream: Readable.from([Buffer.from('text')]) });

it('keeps a file whose database did not say whether its row was written', async () => {
  trouble.now = new DatabaseAway(new Error('Connection terminated'));
  await expect(upload()).rejects.toBeInstanceOf(DatabaseAway);
  expect(readdirSync(folder)).toHaveLength(1);
  trouble.now = new Error('something of ours is wrong');
  await expect(upload()).rejects.toThrow('something of ours');
  expect(readdirSync(folder)).toHaveLength(1);
});
