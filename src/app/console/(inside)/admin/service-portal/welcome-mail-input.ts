import { z } from 'zod';
import { ChangeWelcomeMail } from '@/people/change-welcome-mail';

/** The form's fields as the verb takes them: the texts of all languages travel as one field. */
export const WelcomeMailInput = ChangeWelcomeMail.extend({
  texts: z
    .string()
    .transform((json, context) => {
      try {
        return JSON.parse(json) as unknown;
      } catch {
        context.addIssue({ code: 'custom', message: 'fields.invalid' });
        return z.NEVER;
      }
    })
    .pipe(ChangeWelcomeMail.shape.texts),
});
