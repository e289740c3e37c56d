import { ChangeWelcomeMail } from '@/people/change-welcome-mail';
import { jsonField } from './json-field';

/** The form's fields as the verb takes them: the texts of all languages travel as one field. */
export const WelcomeMailInput = ChangeWelcomeMail.extend({
  texts: jsonField.pipe(ChangeWelcomeMail.shape.texts),
});
