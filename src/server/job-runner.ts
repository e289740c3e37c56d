import 'server-only';
import { setTimeout as sleep } from 'node:timers/promises';
import { Logger, type Runner, run, type TaskList } from 'graphile-worker';
import { DatabaseAway } from '@/platform/errors';
import { log } from '@/platform/log';

export interface JobTable {
  jobs: Record<string, (payload: unknown) => Promise<void>>;
  /** Lines of graphile-worker's crontab. */
  crontab: string;
  /** Names of jobs to run whenever the runner starts. */
  atStart: readonly string[];
}

export interface JobRunner {
  /** Waits for the jobs under way; others stay in the queue. */
  stop(): Promise<void>;
}

/** Milliseconds; a job that is cut off is run again by the next start. */
const longestStop = 20_000;

/**
 * Runs the background jobs of this installation in this process. Several processes share one
 * queue. When Postgres goes away the runner ends; it is started again until it holds.
 */
export function startJobs(
  connectionString: string,
  { jobs, crontab, atStart }: JobTable,
): JobRunner {
  const taskList: TaskList = Object.fromEntries(
    Object.entries(jobs).map(([name, work]) => [name, (payload) => runJob(name, work, payload)]),
  );
  const state: { stopping: boolean; runner?: Runner; retry?: NodeJS.Timeout } = { stopping: false };
  const options = {
    connectionString,
    taskList,
    crontab,
    concurrency: 4,
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
      const stopped = state.runner?.stop().catch(() => {});
      await Promise.race([stopped, sleep(longestStop, undefined, { ref: false })]);
    },
  };
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
