import { z } from 'zod';
import { Announce } from '@/settings/announce';
import { jsonField } from '../json-field';

/** The form's fields as the verb takes them; a time left empty is none. */
export const AnnouncementInput = z
  .object({
    texts: jsonField,
    tone: z.string(),
    companyIds: z.array(z.string()).optional(),
    onSignIn: z.stringbool(),
    startsAt: z.string().optional(),
    endsAt: z.string().optional(),
  })
  .transform(({ startsAt, endsAt, ...given }): unknown => ({
    ...given,
    startsAt: startsAt || undefined,
    endsAt: endsAt || undefined,
  }))
  .pipe(Announce);
