import { mapDestinations } from '@/knowledge/import/markdown/map-destinations';
import type { Manifest } from '@/knowledge/import/own-format';

type Article = Manifest['articles'][number];
type Text = Article['texts'][number] | Article['drafts'][number];

/**
 * A text as a file: its facts in front, as YAML that every program reads, then its Markdown with
 * pictures beside it. Pure.
 */
export function writeTextFile(
  article: Article,
  text: Text,
  body: string,
  fileOfImage: (address: string) => string | undefined,
): string {
  const { audience, companies, state, categories, sourceLanguage, reviewAt } = article;
  const facts = {
    title: text.title,
    language: text.language,
    ...('slug' in text && { slug: text.slug }),
    category: categories.map((names) => nameIn(names, sourceLanguage)),
    audience,
    ...(companies.length > 0 && { companies }),
    state: 'slug' in text ? state : 'draft',
    ...(reviewAt && { review: reviewAt }),
  };
  const lines = Object.entries(facts).map(([name, value]) => `${name}: ${JSON.stringify(value)}`);
  const up = '../'.repeat(text.path.split('/').length - 1);
  const moved = mapDestinations(body, ({ address }) => {
    const file = fileOfImage(address);
    return file ? up + file : address;
  });
  return `---\n${lines.join('\n')}\n---\n\n${moved}\n`;
}

function nameIn(names: Record<string, string>, language: string): string {
  return names[language] ?? Object.values(names)[0] ?? '';
}
