import type { ArticleAudience } from '@/knowledge/article';
import type { DemoLanguage } from './shapes';

export interface DemoCategory {
  key: string;
  /** The key of the one above it. */
  parent?: string;
  names: Partial<Record<DemoLanguage, string>>;
}

export interface DemoArticle {
  category: string;
  audience: ArticleAudience;
  /** The name of the company, where it is for one. */
  company?: string;
  /** Stays a draft. */
  isDraft?: boolean;
  texts: Partial<Record<DemoLanguage, { title: string; body: string }>>;
}
