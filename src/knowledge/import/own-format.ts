import { z } from 'zod';
import { locales } from '@/i18n/locales';
import { articleAudiences, articleStates } from '@/knowledge/article';
import { articleTitle, categoryName } from '@/knowledge/input-shapes';

/** The file beside the texts that says what they are. */
export const manifestName = 'knowledge-base.json';

const language = z.enum(locales);
const names = z.partialRecord(language, categoryName);

/** Our export: an import reads it back to the same articles. */
export const Manifest = z.object({
  format: z.literal('servicedesk-knowledge-base'),
  version: z.literal(1),
  /** From the top of the tree down, in order; each with all that is above it. */
  categories: z.array(z.array(names).min(1).max(20)).max(1_000),
  articles: z
    .array(
      z.object({
        id: z.uuid(),
        state: z.enum(articleStates),
        audience: z.enum(articleAudiences),
        /** Names of the companies whose contacts read it. */
        companies: z.array(z.string().max(200)).max(500),
        categories: z.array(names).max(20),
        sourceLanguage: language,
        reviewAt: z.iso
          .datetime()
          .regex(/^[1-9]/)
          .nullable(),
        texts: z
          .array(
            z.object({
              language,
              title: articleTitle,
              slug: z.string().regex(/^[a-z0-9-]{1,100}$/),
              path: z.string().max(500),
              isOutdated: z.boolean(),
            }),
          )
          .min(1)
          .max(locales.length),
        /** What is being written while readers see what stands there. */
        drafts: z
          .array(z.object({ language, title: articleTitle, path: z.string().max(500) }))
          .max(locales.length)
          .default([]),
      }),
    )
    .max(5_000),
});
export type Manifest = z.output<typeof Manifest>;
