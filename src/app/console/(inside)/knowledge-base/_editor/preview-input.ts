import { z } from 'zod';
import { articleBody, articleLanguage } from '@/knowledge/input-shapes';

/** What is being written, to be shown as its readers will see it. */
export const PreviewInput = z.object({ body: articleBody, language: articleLanguage });
