import { crontab, jobs } from '@/jobs';
import { openDatabase } from '@/platform/db';
import { startJobs } from '@/server/job-runner';

/** The background of the server and nothing else, as a process of its own that can be killed. */
openDatabase(process.env.RUNTIME_URL!, 5);
startJobs(process.env.JOBS_URL!, { jobs, crontab, atStart: [] });
process.stdout.write('ready\n');
