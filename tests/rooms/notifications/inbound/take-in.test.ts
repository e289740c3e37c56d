import { readdir } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { openRaw, rawFolder } from '@/notifications/inbound/raw-store';
import { takeIn } from '@/notifications/inbound/take-in';
import { DatabaseAway } from '@/platform/errors';
import { bytes, mailRow, rawOf } from '~tests/rooms/tickets/mail/inbound';
import { freshDatabase } from '~tests/setup/fresh-database';
import { onDatabase } from '~tests/setup/statement';
import { makeTenant } from '~tests/setup/tenants';

const urls = await freshDatabase();
const tenant = await makeTenant('One');
const raw = rawOf({ from: 'jane@customer.test' });
const take = () => takeIn({ tenant }, bytes(raw), { source: 'smtp', from: '', to: [] });
const files = () => readdir(rawFolder(tenant.id));
const failAtCommit = (code: string) =>
  onDatabase(
    urls.admin,
    `create or replace function fail_at_commit() returns trigger language plpgsql as
      $$ begin raise exception 'it ends here' using errcode = '${code}'; end $$`,
  );

it('keeps the bytes where nobody knows whether the row was written, and removes them where none was', async () => {
  await failAtCommit('57P01');
  await onDatabase(
    urls.admin,
    `create constraint trigger late after insert on inbound_mails deferrable initially deferred
      for each row execute function fail_at_commit()`,
  );
  await expect(take()).rejects.toThrow(DatabaseAway);
  expect(await files()).toHaveLength(1);
  await failAtCommit('23514');
  await expect(take()).rejects.toThrow();
  expect(await files()).toHaveLength(1);
  await onDatabase(urls.admin, 'drop trigger late on inbound_mails');
  const { mailId, isRepeated } = await take();
  expect(isRepeated).toBe(false);
  const kept = await openRaw((await mailRow(tenant, mailId)).storageKey);
  expect(Buffer.concat(await kept!.toArray()).toString()).toBe(raw);
});
