import { descriptionSentences, replySentences } from './demo/content/sentence-lists';
import {
  apps,
  companyRoots,
  companyTrades,
  firstNames,
  lastNames,
  places,
  titlePatterns,
} from './demo/content/word-lists';

/** Text that reads like a help desk's, the same for the same number: for measuring, not for people. */
const pick = <T>(list: readonly T[], n: number): T => list[Math.abs(n) % list.length]!;
const languages = ['en', 'fr', 'de'] as const;

export function personName(n: number): string {
  return `${pick(firstNames, n * 17)} ${pick(lastNames, n * 29 + 3)}`;
}

export function companyName(n: number): string {
  return `${pick(companyRoots, n * 5)} ${pick(companyTrades, n * 11 + 1)}`;
}

export function story(n: number): { title: string; description: string } {
  const language = pick(languages, n);
  const title = pick(titlePatterns[language], Math.floor(n / 3))
    .replace('{name}', personName(n))
    .replace('{app}', pick(apps, n * 3))
    .replace('{place}', pick(places[language], n * 7))
    .replace('{number}', String((n * 7919) % 10_000));
  const sentences = descriptionSentences[language];
  const description = [0, 1, 2, 3].map((i) => pick(sentences, n + i * 5)).join(' ');
  return { title, description };
}

export function reply(n: number): string {
  const language = pick(languages, n);
  return pick(replySentences[language], n * 3);
}
