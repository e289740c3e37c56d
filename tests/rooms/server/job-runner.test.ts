import { expect, inject, it } from 'vitest';
import { forInstallation } from '@/access/in-transaction';
import { enqueue } from '@/platform/enqueue';
import { startJobs } from '@/server/job-runner';
import { freshDatabase } from '~tests/setup/fresh-database';
import { onDatabase } from '~tests/setup/statement';

const urls = await freshDatabase();

it('jobs that wait for strangers hold up no others', async () => {
  const begun: string[] = [];
  let letGo = () => {};
  const stranger = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  const waiting = (name: string) => async () => {
    begun.push(name);
    await stranger;
  };
  const runner = startJobs(urls.jobs, {
    jobs: {
      look: waiting('look'),
      order: waiting('order'),
      mail: async () => {
        begun.push('mail');
      },
    },
    crontab: '',
    atStart: [],
    apart: [['look'], ['order']],
  });
  await forInstallation(async (tx) => {
    for (const name of ['look', 'order', 'mail']) {
      for (let i = 0; i < 20; i++) await enqueue(tx, name, {});
    }
  });
  const count = (name: string) => begun.filter((one) => one === name).length;
  await expect.poll(() => count('mail'), { timeout: 15_000 }).toBe(20);
  await expect.poll(() => [count('look'), count('order')], { timeout: 15_000 }).toEqual([4, 4]);
  letGo();
  await expect.poll(() => [count('look'), count('order')], { timeout: 15_000 }).toEqual([20, 20]);
  await runner.stop();
});

it('goes on when its connections are cut', async () => {
  let done = 0;
  const jobs = { count: async () => void done++ };
  const runner = startJobs(urls.jobs, { jobs, crontab: '', atStart: [] });
  const add = () => forInstallation((tx) => enqueue(tx, 'count', {}));
  await add();
  await expect.poll(() => done, { timeout: 15_000 }).toBe(1);
  await cutConnections();
  await add();
  await expect.poll(() => done, { timeout: 15_000 }).toBe(2);
  await runner.stop();
});

/** As Postgres does when it stops. */
async function cutConnections(): Promise<void> {
  const { username, pathname } = new URL(urls.jobs);
  await onDatabase(
    inject('adminUrl'),
    `select pg_terminate_backend(pid) from pg_stat_activity
     where usename = '${username}' and datname = '${pathname.slice(1)}'`,
  );
}
