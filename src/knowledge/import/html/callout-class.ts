import type { Element } from 'domhandler';
import type { CalloutKind } from '@/knowledge/markdown/callout';

const kinds: Record<string, CalloutKind> = {
  note: 'note',
  info: 'note',
  information: 'note',
  tip: 'tip',
  hint: 'tip',
  success: 'tip',
  important: 'important',
  warning: 'warning',
  caution: 'caution',
  danger: 'caution',
  error: 'caution',
};

/** The callout that a word stands for, as generators of pages name them; else undefined. */
export function calloutNamed(word: string): CalloutKind | undefined {
  const name = word.toLowerCase();
  return Object.hasOwn(kinds, name) ? kinds[name] : undefined;
}

const boxes = /^(callout|alert|admonition|panel|notice|message-box|infobox)\b/;

/**
 * Which callout a box is by its classes, as the common generators of pages write them
 * (`admonition tip`, `alert alert-warning`, `callout-info`); `isBox`: one, of a kind that we don't
 * know. Pure.
 */
export function calloutClass({ name, attribs }: Element): { kind?: CalloutKind; isBox: boolean } {
  if (!['div', 'aside', 'section', 'p'].includes(name)) return { isBox: false };
  const classes = (attribs.class ?? '').slice(0, 500).toLowerCase().split(/\s+/);
  const isBox = classes.some((one) => boxes.test(one));
  for (const one of classes) {
    const bare = one.replace(/^(callout|alert|admonition|panel|notice)-+/, '');
    const kind = calloutNamed(bare);
    if (kind && (isBox || name !== 'section')) return { kind, isBox: true };
  }
  return { isBox };
}
