import { Extension, type Extensions } from '@tiptap/core';
import { Blockquote } from '@tiptap/extension-blockquote';
import { Bold } from '@tiptap/extension-bold';
import { Code } from '@tiptap/extension-code';
import { CodeBlock } from '@tiptap/extension-code-block';
import { Document } from '@tiptap/extension-document';
import { HardBreak } from '@tiptap/extension-hard-break';
import { Heading } from '@tiptap/extension-heading';
import { HorizontalRule } from '@tiptap/extension-horizontal-rule';
import { Italic } from '@tiptap/extension-italic';
import { BulletList, ListItem, ListKeymap, OrderedList } from '@tiptap/extension-list';
import { Paragraph } from '@tiptap/extension-paragraph';
import { Strike } from '@tiptap/extension-strike';
import { Text } from '@tiptap/extension-text';
import { Dropcursor, Gapcursor, TrailingNode, UndoRedo } from '@tiptap/extensions';
import type { CalloutKind } from '@/knowledge/markdown/callout';
import { CalloutNode } from './callout-node';
import { ImageNode } from './image-node';
import { LinkMark } from './link-mark';
import { tableNodes } from './table-nodes';

/**
 * What an article can hold: what `src/knowledge/markdown/document` reads and writes, no more.
 * Whatever is pasted is reduced to it.
 */
export function articleExtensions(callouts: Record<CalloutKind, string>): Extensions {
  return [
    Document,
    Paragraph,
    Text,
    LinkMark,
    Bold,
    Italic,
    Strike,
    Code.extend({ excludes: '' }),
    // The title of the page is the first level; a pasted one becomes the second.
    Heading.extend({
      content: '(text | image)*',
      parseHTML() {
        return [{ tag: 'h1', attrs: { level: 2 } }, ...(this.parent?.() ?? [])];
      },
    }).configure({ levels: [2, 3, 4, 5, 6] }),
    CodeBlock,
    Blockquote,
    CalloutNode.configure({ names: callouts }),
    BulletList,
    OrderedList,
    ListItem,
    ListKeymap,
    ListFacts,
    ...tableNodes,
    ImageNode,
    HardBreak,
    HorizontalRule,
    UndoRedo,
    Dropcursor.configure({ class: 'drop-cursor' }),
    Gapcursor,
    TrailingNode,
  ];
}

/** What Markdown says of lists besides their signs: space between items, and boxes to tick. */
const ListFacts = Extension.create({
  name: 'listFacts',
  addGlobalAttributes: () => [
    {
      types: ['bulletList', 'orderedList'],
      attributes: {
        tight: {
          default: true,
          parseHTML: (element) => !element.hasAttribute('data-loose'),
          renderHTML: ({ tight }) => (tight ? {} : { 'data-loose': '' }),
        },
      },
    },
    {
      types: ['listItem'],
      attributes: {
        checked: {
          default: null,
          parseHTML: (element) => {
            const mark = element.getAttribute('data-checked');
            return mark === null ? null : mark === 'true';
          },
          renderHTML: ({ checked }) => (checked === null ? {} : { 'data-checked': checked }),
        },
      },
    },
  ],
});
