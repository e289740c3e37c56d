import { z } from 'zod';
import type { Scope, System } from '@/access/scope';
import { DeliverMail, deliverMail } from '@/notifications/deliver-mail';
import { resumeMail } from '@/notifications/resume-mail';
import { SendPasswordLink, sendPasswordLink } from '@/people/request-password-link';
import { ResumeContactImport, resumeContactImport } from '@/people/run-contact-import';
import { systemScope } from '@/session/system-scope';

/** One list: when → which verb. A payload holds ids only. */
export const jobs = {
  deliverMail: forTenant('deliverMail', DeliverMail, deliverMail),
  resumeContactImport: forTenant('resumeContactImport', ResumeContactImport, resumeContactImport),
  resumeMail: () => resumeMail(),
  sendPasswordLink: forTenant('sendPasswordLink', SendPasswordLink, sendPasswordLink),
} satisfies Record<string, (payload: unknown) => Promise<void>>;

/** graphile-worker's crontab: minute hour day month weekday, then a name of `jobs`. */
export const crontab = `
* * * * * resumeMail
`;

const Tenant = z.object({ tenantId: z.uuid() });

/** A job whose payload is `{ tenantId, … }`: the verb runs as the server itself, for that tenant. */
function forTenant<S extends z.ZodType>(
  job: string,
  shape: S,
  verb: (scope: Scope<System>, input: z.output<S>) => Promise<unknown>,
): (payload: unknown) => Promise<void> {
  return async (payload) => {
    const { tenantId } = Tenant.parse(payload);
    await verb(await systemScope(tenantId, job), shape.parse(payload));
  };
}
