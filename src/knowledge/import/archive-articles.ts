import type { ArticleAudience } from '@/knowledge/article';

/** Where articles come from: a folder of files, our own export, or the export of another desk. */
export const importSources = ['files', 'servicedesk', 'zendesk', 'freshdesk'] as const;
export type ImportSource = (typeof importSources)[number];
