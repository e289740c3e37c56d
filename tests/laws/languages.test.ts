import { type MessageFormatElement, parse, TYPE } from '@formatjs/icu-messageformat-parser';
import { describe, expect, it } from 'vitest';
import { locales } from '@/i18n/locales';
import { code, list, read, sourceFiles } from './source';

type Tree = { [key: string]: string | Tree };

const flat = (tree: Tree, prefix = ''): [string, string][] =>
  Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string'
      ? [[prefix + key, value] as [string, string]]
      : flat(value, `${prefix}${key}.`),
  );
const texts = Object.fromEntries(
  locales.map((locale) => [
    locale,
    new Map(flat(JSON.parse(read(`messages/${locale}.json`)) as Tree)),
  ]),
);
const english = texts.en!;

/** Placeholders, plurals and tags of a message, in order of name. */
function parts(message: string): string[] {
  const found = new Set<string>();
  const walk = (elements: MessageFormatElement[]) => {
    for (const element of elements) {
      if (element.type === TYPE.literal || element.type === TYPE.pound) continue;
      found.add(`${TYPE[element.type]} ${element.value}`);
      if ('options' in element) {
        for (const option of Object.values(element.options)) walk(option.value);
      }
      if (element.type === TYPE.tag) walk(element.children);
    }
  };
  walk(parse(message));
  return [...found].sort();
}

describe('languages', () => {
  it('there is a file for each language and none besides', () => {
    expect(list('messages').sort()).toEqual(
      locales.map((locale) => `messages/${locale}.json`).sort(),
    );
  });

  it.each(locales)('%s has the same keys as English', (locale) => {
    const own = texts[locale]!;
    expect({
      missing: [...english.keys()].filter((key) => !own.has(key)),
      leftOver: [...own.keys()].filter((key) => !english.has(key)),
    }).toEqual({ missing: [], leftOver: [] });
  });

  it.each(locales)('%s says something everywhere, with the same placeholders', (locale) => {
    const wrong = [...texts[locale]!].flatMap(([key, message]) => {
      if (message.trim() === '') return [`${key} is empty`];
      const wanted = parts(english.get(key) ?? '').join();
      const has = parts(message).join();
      return wanted === has ? [] : [`${key}: ${has} instead of ${wanted}`];
    });
    expect(wrong).toEqual([]);
  });

  it.each(locales)('%s keeps to the typography of our texts', (locale) => {
    const wrong = [...texts[locale]!].filter(([, message]) => {
      if (/'|!(?!\w)|\bplease\b|\boops\b/i.test(message)) return true;
      return (
        locale === 'fr' && /(?<![\u202f\u00a0])[:;?»]|«(?![\u202f\u00a0])/.test(prose(message))
      );
    });
    expect(wrong).toEqual([]);
  });

  it('no text is unused', () => {
    const source = [...sourceFiles, ...list('tests').filter((file) => file.endsWith('.ts'))]
      .filter((file) => !file.startsWith('tests/laws'))
      .map(code)
      .join('\n');
    const words = new Set(source.match(/[\w.]+/g));
    const unused = [...english.keys()].filter((key) => !isUsed(key, words));
    expect(unused).toEqual([]);
  });

  it('every refusal in the source has its text', () => {
    const keys = sourceFiles.flatMap((file) =>
      [
        ...code(file).matchAll(
          /(?:new Refusal\(\s*|refuseUnless\([^'"]*,\s*|fields: \{ \w+: )'([\w.]+)'/g,
        ),
      ].map(([, key]) => key!),
    );
    expect(keys.length).toBeGreaterThan(20);
    expect([...new Set(keys)].filter((key) => !english.has(`refusals.${key}`))).toEqual([]);
  });
});

/** Without ICU syntax and addresses, whose colons are none of a sentence. */
function prose(message: string): string {
  return message.replace(/\{[^{}]*\}/g, '').replace(/\w+:\/\/\S+|Authorization:|\d:\d/g, '');
}

/**
 * A key counts as used when the source holds it, or an end of it after a namespace that the
 * source holds (`getTranslations('portal.tickets')` and `t('list.empty')`).
 */
function isUsed(key: string, words: Set<string>): boolean {
  const steps = key.split('.');
  return steps.some((_, cut) => {
    const tail = steps.slice(cut).join('.');
    const head = steps.slice(0, cut).join('.');
    return words.has(tail) && (cut === 0 || words.has(head));
  });
}
