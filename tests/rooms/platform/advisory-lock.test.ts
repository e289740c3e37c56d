import { Client } from 'pg';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { closeLocks, openLocks, tryLock } from '@/platform/advisory-lock';
import { freshDatabase } from '~tests/setup/fresh-database';
import { onDatabase } from '~tests/setup/statement';

const urls = await freshDatabase();
openLocks(urls.runtime);
const other = new Client({ connectionString: urls.runtime });
await other.connect();
afterAll(async () => {
  await closeLocks();
  await other.end();
});

const othersTry = async (name: string) =>
  (await other.query('SELECT pg_try_advisory_lock(hashtextextended($1, 0)) AS taken', [name]))
    .rows[0].taken as boolean;
const othersGiveBack = (name: string) =>
  other.query('SELECT pg_advisory_unlock(hashtextextended($1, 0))', [name]);

describe('a lock', () => {
  it('is one for all processes, and for this one too', async () => {
    const unlock = await tryLock('one');
    expect(unlock).toBeDefined();
    expect(await tryLock('one')).toBeUndefined();
    expect(await othersTry('one')).toBe(false);
    await unlock!();
    expect(await othersTry('one')).toBe(true);
    expect(await tryLock('one')).toBeUndefined();
    await othersGiveBack('one');
    await (await tryLock('one'))!();
  });

  it('goes to exactly one of many that try at once', async () => {
    const tries = await Promise.all(Array.from({ length: 20 }, () => tryLock('many')));
    const won = tries.filter((unlock) => unlock !== undefined);
    expect(won).toHaveLength(1);
    await won[0]!();
  });

  it('is free when the connection that held it has broken, and another opens', async () => {
    const unlock = await tryLock('broken');
    await onDatabase(
      urls.admin,
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
       WHERE application_name = 'servicedesk-locks' AND datname = current_database()`,
    );
    await vi.waitFor(async () => expect(await othersTry('broken')).toBe(true));
    await unlock!();
    await othersGiveBack('broken');
    await vi.waitFor(async () => expect(await tryLock('broken')).toBeDefined());
  });
});
