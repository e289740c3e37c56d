import 'server-only';
import { cookies, headers } from 'next/headers';
import { isLocale, type Locale, localeFromHeader } from '@/i18n/locales';
import { languageCookie } from './language-cookie';

/** What this browser says about the language: chosen here before, else its own; or undefined. */
export async function languageOfVisitor(): Promise<Locale | undefined> {
  const chosen = (await cookies()).get(languageCookie)?.value;
  return isLocale(chosen) ? chosen : localeFromHeader((await headers()).get('accept-language'));
}
