import { z } from 'zod';
import { startOfDay } from '@/platform/start-of-day';

/** The form of a new article, as the verb takes it: its first text is in one language. */
export const NewArticleInput = z
  .object({
    title: z.string(),
    language: z.string(),
    categoryId: z.string().optional(),
    audience: z.string(),
    companyIds: z.array(z.string()).optional(),
  })
  .transform(({ title, language, ...facts }): unknown => ({
    ...facts,
    translations: { [language]: { title } },
  }));

/** Where an article stands and who reads it; a list that is empty does not travel in a form. */
export const FactsInput = z
  .object({
    id: z.string(),
    categoryId: z.string(),
    audience: z.string(),
    companyIds: z.array(z.string()).default([]),
    reviewAt: z.string().optional(),
  })
  .transform((facts): unknown => facts);

/** The day of an instant as a date field holds it, in a time zone. */
export function dayIn(timeZone: string, at: Date | null): string {
  return at ? new Intl.DateTimeFormat('sv-SE', { timeZone }).format(at) : '';
}

/** When a day of a date field, read as one of UTC, begins in a time zone. */
export function dayBegins(timeZone: string, day: Date | null | undefined) {
  return day && startOfDay(day.toISOString().slice(0, 10), timeZone);
}
