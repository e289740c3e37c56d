import * as table from '@/jobs';
import { openLocks } from '@/platform/advisory-lock';
import { openDatabase } from '@/platform/db';
import { startJobs } from '@/server/job-runner';

/** The background of the server and nothing else, as a process of its own that can be killed. */
openDatabase(process.env.RUNTIME_URL!, 5);
openLocks(process.env.RUNTIME_URL!);
startJobs(process.env.JOBS_URL!, table);
process.stdout.write('ready\n');
