import { z } from 'zod';

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
