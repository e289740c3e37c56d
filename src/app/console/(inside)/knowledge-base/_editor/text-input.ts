import { z } from 'zod';
import { SaveDraft } from '@/knowledge/drafts/save-draft';
import { WriteArticle } from '@/knowledge/write-article';

/** The form of a text: which of its buttons was pressed says for whom it is kept. */
export const TextInput = WriteArticle.extend({
  revision: SaveDraft.shape.revision,
  for: z.enum(['readers', 'draft']).default('readers'),
});
