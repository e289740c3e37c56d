import type { FieldChoice } from './field';
import type { ChoiceInput } from './field-input';

/** A key made of a label, such as `assetTag` of *Asset tag*, that none of `taken` is. */
export function freeKey(label: string, taken: ReadonlySet<string>, fallback = 'field'): string {
  const words = label
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .split(/[^a-zA-Z0-9]+/)
    .filter(Boolean);
  const camel = words
    .map((word, at) =>
      at === 0 ? word.toLowerCase() : word[0]!.toUpperCase() + word.slice(1).toLowerCase(),
    )
    .join('')
    .replace(/^[^a-z]+/, '')
    .slice(0, 32);
  const stem = camel || fallback;
  for (let count = 1; ; count++) {
    const key = count === 1 ? stem : `${stem}${count}`;
    if (!taken.has(key) && !isOfEveryObject(key)) return key;
  }
}

/** Whether it is no key for values: every object has something under it (`constructor`). */
export const isOfEveryObject = (key: string) => key in Object.prototype;

/** Choices with a key each: their own, or one made of their first label. */
export function withKeys(choices: readonly ChoiceInput[]): FieldChoice[] {
  const taken = new Set(choices.flatMap(({ key }) => key ?? []));
  return choices.map(({ key: own, labels }) => {
    const key = own ?? freeKey(Object.values(labels)[0] ?? '', taken, 'choice');
    taken.add(key);
    return { key, labels };
  });
}
