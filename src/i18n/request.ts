import { getRequestConfig } from 'next-intl/server';
import { messagesOf } from './messages';
import { preferences } from './preferences';

export default getRequestConfig(async () => {
  const { locale, timeZone } = preferences();
  return { locale, timeZone, messages: await messagesOf(locale) };
});
