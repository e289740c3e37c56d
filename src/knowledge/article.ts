/** The words of an article. Pure: screens know them too. */
export const articleStates = ['draft', 'scheduled', 'published', 'archived'] as const;
export type ArticleState = (typeof articleStates)[number];

/**
 * Who reads an article once it is published: everybody including who is signed out, every contact,
 * the contacts of selected companies, or technicians alone.
 */
export const articleAudiences = ['everyone', 'contacts', 'companies', 'technicians'] as const;
export type ArticleAudience = (typeof articleAudiences)[number];
