import { z } from 'zod';
import { ChangeDomain } from '@/certificates/change-domain';

/** The form's fields as the verb takes them: switches travel as words. */
export const ChangeDomainInput = ChangeDomain.extend({
  hsts: z.stringbool().optional(),
  isPrimary: z.stringbool().optional(),
});
