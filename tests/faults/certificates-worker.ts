import { z } from 'zod';
import { enqueueDueWork } from '@/certificates/due-work';
import { WorkOnOrder, workOnOrder } from '@/certificates/work-on-order';
import { openLocks } from '@/platform/advisory-lock';
import { openDatabase } from '@/platform/db';
import { startJobs } from '@/server/job-runner';
import { systemScope } from '@/session/system-scope';

/** What works on orders in the server and nothing else, as a process of its own that can be killed. */
openDatabase(process.env.RUNTIME_URL!, 5);
openLocks(process.env.RUNTIME_URL!);
const Tenant = z.object({ tenantId: z.uuid() });
startJobs(process.env.JOBS_URL!, {
  jobs: {
    enqueueDueWork,
    workOnOrder: async (payload) => {
      const { tenantId } = Tenant.parse(payload);
      await workOnOrder(await systemScope(tenantId, 'workOnOrder'), WorkOnOrder.parse(payload));
    },
  },
  crontab: '* * * * * enqueueDueWork',
});
process.stdout.write('ready\n');
