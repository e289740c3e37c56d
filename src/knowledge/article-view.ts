import type { ArticleAudience, ArticleState } from './article';
import type { OwnFeedback } from './feedback/feedback';

/** An article in a list, in the language in which the reader would read it. */
export interface ArticleLine {
  id: string;
  slug: string;
  title: string;
  /** Of the title. */
  language: string;
  excerpt: string;
  updatedAt: Date;
}

/** A category with what is in it. */
export interface CategoryView {
  id: string;
  parentId: string | null;
  name: string;
  /** Of its own articles, those that the reader sees. */
  articleCount: number;
  children: CategoryView[];
}

/** Another language in which the article can be read. */
export interface OtherLanguage {
  language: string;
  slug: string;
  title: string;
}

/** An article as it is read, in the language that its slug is of. */
export interface ArticleView {
  id: string;
  slug: string;
  language: string;
  title: string;
  /** Markdown. */
  body: string;
  version: number;
  audience: ArticleAudience;
  state: ArticleState;
  updatedAt: Date;
  publishedAt: Date | null;
  /** The text that it was translated from has changed since. */
  isOutdated: boolean;
  others: OtherLanguage[];
  /** From the top of the tree down. */
  categories: { id: string; name: string }[];
  related: ArticleLine[];
  /** What a signed-in contact has said of this version. */
  feedback: OwnFeedback | null;
}
