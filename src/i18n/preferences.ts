import 'server-only';
import { cache } from 'react';
import type { Locale } from './locales';

/**
 * The language and time zone of the request being rendered. The session room fills this in
 * before anything is translated; next-intl reads it in `request.ts`.
 */
export const preferences = cache((): { locale: Locale; timeZone: string } => ({
  locale: 'en',
  timeZone: 'UTC',
}));
