import 'server-only';
import { z } from 'zod';
import { inTransaction } from '@/access/in-transaction';
import type { Scope, Staff } from '@/access/scope';
import { record } from '@/audit/record';
import { locales } from '@/i18n/locales';
import { unknownVariable, welcomeVariables } from '@/notifications/welcome-text';
import { Refusal } from '@/platform/errors';
import { saveSetting } from '@/settings/save-setting';
import type { Setting } from '@/settings/tenant-settings';
import { yesOrNo } from './person-input';
import { refuseUnlessCan } from './policy';

export const ChangeWelcomeMail = z.object({
  enabled: yesOrNo.optional(),
  carries: z.enum(['password', 'link']).optional(),
  /** Own words by language; they replace all that there are, an empty one is none. */
  texts: z.partialRecord(z.enum(locales), z.string().max(2_000)).optional(),
});

/**
 * Whether new contacts are mailed, what the mail carries and says. Effective with the next one.
 * Refuses (422) a text with a variable that there is not.
 */
export async function changeWelcomeMail(
  scope: Scope<Staff>,
  { enabled, carries, texts }: z.output<typeof ChangeWelcomeMail>,
): Promise<Setting<'welcomeMail'>> {
  refuseUnlessCan(scope, 'changeWelcomeMail');
  const change = {
    ...(enabled === undefined ? {} : { enabled }),
    ...(carries === undefined ? {} : { carries }),
    ...(texts === undefined ? {} : { texts: usable(texts) }),
  };
  return inTransaction(scope, async (tx) => {
    const { before, after } = await saveSetting(tx, scope, 'welcomeMail', change);
    const said = { before: facts(before), after: facts(after) };
    await record(tx, scope, 'settings.welcomeMailChanged', 'welcomeMail', said);
    return after;
  });
}

type Texts = Setting<'welcomeMail'>['texts'];

function usable(texts: Texts): Texts {
  const written = Object.entries(texts)
    .map(([language, text]) => [language, text.replace(/\r\n?/g, '\n').replaceAll('\0', '').trim()])
    .filter(([, text]) => text);
  for (const [, text = ''] of written) {
    const unknown = unknownVariable(text);
    if (unknown === undefined) continue;
    const known = welcomeVariables.map((name) => `{${name}}`).join(', ');
    const key = 'people.welcomeVariable';
    throw new Refusal(key, {
      status: 422,
      values: { variable: unknown, known },
      fields: { texts: key },
    });
  }
  return Object.fromEntries(written);
}

/** What people wrote stays out of the audit log: it says which languages have a text. */
function facts({ texts, ...rest }: Setting<'welcomeMail'>) {
  return { ...rest, texts: Object.keys(texts) };
}
