import { getTranslations } from 'next-intl/server';
import type { ImportNoticeKind, SkipReason } from '@/knowledge/import/archive-articles';

/** What an import leaves behind → the words for it. */
const notices = {
  audienceClosed: 'console.articleImport.notice.audienceClosed',
  calloutLost: 'console.articleImport.notice.calloutLost',
  cellsMerged: 'console.articleImport.notice.cellsMerged',
  companyUnknown: 'console.articleImport.notice.companyUnknown',
  elementLinked: 'console.articleImport.notice.elementLinked',
  elementLost: 'console.articleImport.notice.elementLost',
  fieldIgnored: 'console.articleImport.notice.fieldIgnored',
  fileLeftBehind: 'console.articleImport.notice.fileLeftBehind',
  frontMatterBroken: 'console.articleImport.notice.frontMatterBroken',
  htmlShown: 'console.articleImport.notice.htmlShown',
  imageElsewhere: 'console.articleImport.notice.imageElsewhere',
  imageForbidden: 'console.articleImport.notice.imageForbidden',
  imageMissing: 'console.articleImport.notice.imageMissing',
  linkBroken: 'console.articleImport.notice.linkBroken',
  slugTaken: 'console.articleImport.notice.slugTaken',
  tagsIgnored: 'console.articleImport.notice.tagsIgnored',
  titleCut: 'console.articleImport.notice.titleCut',
  tooIntricate: 'console.articleImport.notice.tooIntricate',
  tooManyLevels: 'console.articleImport.notice.tooManyLevels',
} as const satisfies Record<ImportNoticeKind, string>;

/** Why something becomes no article → the words for it. */
const skips = {
  empty: 'console.articleImport.skip.empty',
  fileUnused: 'console.articleImport.skip.fileUnused',
  languageTwice: 'console.articleImport.skip.languageTwice',
  languageUnknown: 'console.articleImport.skip.languageUnknown',
  link: 'console.articleImport.skip.link',
  noText: 'console.articleImport.skip.noText',
  textTooLong: 'console.articleImport.skip.textTooLong',
  tooLarge: 'console.articleImport.skip.tooLarge',
} as const satisfies Record<SkipReason, string>;

export interface ImportWords {
  notices: Record<ImportNoticeKind, string>;
  skips: Record<SkipReason, string>;
}

export async function importWords(): Promise<ImportWords> {
  const t = await getTranslations();
  const said = <K extends string>(keys: Record<K, Parameters<typeof t>[0]>) =>
    Object.fromEntries(
      Object.entries<Parameters<typeof t>[0]>(keys).map(([kind, key]) => [kind, t(key)]),
    ) as Record<K, string>;
  return { notices: said(notices), skips: said(skips) };
}
