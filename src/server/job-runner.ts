import 'server-only';
import { setTimeout as sleep } from 'node:timers/promises';
import { Logger, type Runner, type RunnerOptions, run, type TaskList } from 'graphile-worker';
import { Pool } from 'pg';
import { DatabaseAway } from '@/platform/errors';
import { log } from '@/platform/log';

export interface JobTable {
  jobs: Record<string, (payload: unknown) => Promise<void>>;
  /** Lines of graphile-worker's crontab. */
  crontab: string;
  /** Names of jobs to run whenever the runner starts. */
  atStart: readonly string[];
  /** Jobs that wait for strangers, in slots of their own each: they take none from the others. */
  apart?: readonly (readonly string[])[];
}

export interface JobRunner {
  /** Waits for the jobs under way; others stay in the queue. */
  stop(): Promise<void>;
}

/** So many jobs of one kind run at once in a process. */
const slots = 4;

/** Milliseconds; a job that is cut off is run again by the next start. */
const longestStop = 20_000;

/**
 * Runs the background jobs of this installation in this process. Several processes share one
 * queue. When Postgres goes away a runner ends; it is started again until it holds.
 */
export function startJobs(connectionString: string, table: JobTable): JobRunner {
  const { jobs, crontab, atStart, apart = [] } = table;
  const others = Object.keys(jobs).filter((name) => !apart.flat().includes(name));
  const pool = openPool(connectionString, 1 + apart.length);
  const runners = [
    startRunner(pool, { taskList: tasksOf(jobs, others), crontab }, atStart),
    ...apart.map((names) => startRunner(pool, { taskList: tasksOf(jobs, names) }, [])),
  ];
  return {
    async stop() {
      const stopped = Promise.all(runners.map((runner) => runner.stop())).then(() => pool.end());
      await Promise.race([stopped, sleep(longestStop, undefined, { ref: false })]);
    },
  };
}

function tasksOf(jobs: JobTable['jobs'], names: readonly string[]): TaskList {
  return Object.fromEntries(
    names.map((name) => [name, (payload) => runJob(name, jobs[name]!, payload)]),
  );
}

function startRunner(
  pool: Pool,
  work: Pick<RunnerOptions, 'taskList' | 'crontab'>,
  atStart: readonly string[],
): JobRunner {
  const state: { stopping: boolean; runner?: Runner; retry?: NodeJS.Timeout } = { stopping: false };
  const options = {
    ...work,
    pgPool: pool,
    concurrency: slots,
    noHandleSignals: true,
    pollInterval: 2_000,
    logger: new Logger(() => tell),
  };
  const start = async () => {
    try {
      state.runner = await run(options);
      for (const name of atStart) await state.runner.addJob(name, {}, { jobKey: `start:${name}` });
      await state.runner.promise;
    } catch (error) {
      log.warn('jobs.stopped', { error });
    }
    state.runner = undefined;
    if (!state.stopping) state.retry = setTimeout(start, 1_000);
  };
  void start();
  return {
    async stop() {
      state.stopping = true;
      clearTimeout(state.retry);
      await state.runner?.stop().catch(() => {});
    },
  };
}

/**
 * Ours, for the queue neither waits for the end of its own nor hears what breaks meanwhile. Each
 * runner listens on one connection; they share the others, which none holds while a job runs.
 */
function openPool(connectionString: string, runners: number): Pool {
  const pool = new Pool({ connectionString, max: runners + slots });
  const brokeOff = (error: Error) => log.debug('jobs.connectionLost', { error });
  pool.on('error', brokeOff); // an idle one: the next borrower gets a new one
  pool.on('connect', (client) => client.on('error', brokeOff));
  return pool;
}

async function runJob(name: string, work: (payload: unknown) => Promise<void>, payload: unknown) {
  const began = performance.now();
  try {
    await work(payload);
    log.debug('job.done', { job: name, ms: Math.round(performance.now() - began) });
  } catch (error) {
    if (error instanceof DatabaseAway) log.warn('job.databaseAway', { job: name });
    else log.error('job.failed', { job: name, payload, error });
    throw error; // the queue tries again later
  }
}

/** The queue's own words; a failed job has been logged above with its cause. */
function tell(level: string, message: string) {
  if (level === 'error' || level === 'warning') log.debug('jobs.queue', { message });
}
