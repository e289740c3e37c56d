import 'server-only';
import type { Failure } from '@/certificates/tables';
import { translatorFor } from '@/i18n/translator';

/** Where the words about failures stand, for screens, mails and the operator alike. */
const causes = 'domains.causes';
const fixes = 'domains.fixes';

/** What is wrong and what mends it, in a line for the operator. */
export async function explainFailure({ key, values }: Failure): Promise<string> {
  const t = await translatorFor('en');
  if (!t.has(`${causes}.${key}`)) return key;
  return `${t(`${causes}.${key}`, values)} ${t(`${fixes}.${key}`, values)}`;
}
