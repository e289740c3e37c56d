import { z } from 'zod';

const id = z.union([z.int(), z.string().regex(/^[\w-]{1,40}$/)]).transform(String);
const text = z.string().nullish();

/** What Zendesk's Help Center API lists, as far as it matters here. */
export const ZendeskArticle = z.object({
  id,
  title: z.string(),
  body: text,
  locale: z.string(),
  source_locale: text,
  section_id: id.nullish(),
  /** Of its text in this locale. */
  draft: z.boolean().nullish(),
  outdated: z.boolean().nullish(),
  user_segment_id: id.nullish(),
  user_segment_ids: z.array(id).nullish(),
  label_names: z.array(z.string()).nullish(),
});
export const ZendeskTranslation = z.object({
  source_id: id,
  source_type: z.string(),
  locale: z.string(),
  title: z.string(),
  body: text,
  draft: z.boolean().nullish(),
  hidden: z.boolean().nullish(),
  outdated: z.boolean().nullish(),
});
export const ZendeskSection = z.object({
  id,
  name: z.string(),
  locale: text,
  category_id: id.nullish(),
  parent_section_id: id.nullish(),
  position: z.number().nullish(),
});
export const ZendeskCategory = ZendeskSection.pick({
  id: true,
  name: true,
  locale: true,
  position: true,
});

/** What Freshdesk's API lists: categories, their folders, their articles. */
export const FreshdeskArticle = z.object({
  id,
  title: z.string(),
  description: text,
  folder_id: id.nullish(),
  category_id: id.nullish(),
  /** 1 is a draft, 2 is published. */
  status: z.number().nullish(),
  tags: z.array(z.string()).nullish(),
  language: text,
  language_code: text,
});
export const FreshdeskFolder = z.object({
  id,
  name: z.string(),
  /** 1 everybody, 2 who is signed in, 3 agents, 4 selected companies. */
  visibility: z.number(),
  category_id: id.nullish(),
  parent_folder_id: id.nullish(),
});
export const FreshdeskCategory = z.object({ id, name: z.string() });
