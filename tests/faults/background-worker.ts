import { crontab, jobs } from '@/jobs';
import { openDatabase } from '@/platform/db';
import { startJobs } from '@/server/job-runner';
import { openMailDoor } from '@/server/mail-door';

/** The background of the server, with its door for mail where there is a port, and nothing else, as a process of its own that can be killed. */
openDatabase(process.env.RUNTIME_URL!, 5);
startJobs(process.env.JOBS_URL!, { jobs, crontab, atStart: [] });
const port = process.env.MAIL_INBOUND_PORT;
if (port) await openMailDoor({ port: Number(port), host: '127.0.0.1' });
process.stdout.write('ready\n');
