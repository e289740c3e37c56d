import 'server-only';
import { cookies } from 'next/headers';
import { z } from 'zod';
import { locales } from '@/i18n/locales';
import { languageCookie } from './language-cookie';
import type { Visitor } from './require-visitor';

export const ChooseLanguage = z.object({ language: z.enum(locales) });

const year = 365 * 86_400;

/**
 * Remembers in this browser in which language somebody reads before they sign in. A person's
 * own choice, once signed in, comes before it.
 */
export async function chooseLanguage(
  { secure }: Pick<Visitor, 'secure'>,
  { language }: z.infer<typeof ChooseLanguage>,
): Promise<void> {
  (await cookies()).set(languageCookie, language, {
    path: '/',
    sameSite: 'lax',
    httpOnly: true,
    secure,
    maxAge: year,
  });
}
