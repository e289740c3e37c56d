import 'server-only';
import type { AbstractIntlMessages } from 'next-intl';
import { isLocale } from '@/i18n/locales';
import { messagesOf } from '@/i18n/messages';

/** The texts that the console's client components may use; sent once, with the first page. */
export async function clientMessages(language: string): Promise<AbstractIntlMessages> {
  const all: AbstractIntlMessages = await messagesOf(isLocale(language) ? language : 'en');
  const refusals = all.refusals as AbstractIntlMessages;
  return {
    ...(all.console && { console: all.console }),
    ...(all.tickets && { tickets: all.tickets }),
    ...(refusals.tickets && { refusals: { tickets: refusals.tickets } }),
  };
}

/** Of these, what setting up a second factor needs where the console is not open yet. */
export async function securityMessages(language: string): Promise<AbstractIntlMessages> {
  const { console } = (await messagesOf(isLocale(language) ? language : 'en')) as {
    console: AbstractIntlMessages;
  };
  return { console: { security: console.security! } };
}
