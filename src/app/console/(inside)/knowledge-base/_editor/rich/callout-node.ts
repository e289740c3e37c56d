import { type Editor, Node } from '@tiptap/core';
import { type CalloutKind, calloutKinds } from '@/knowledge/markdown/callout';

/** A box that stands out. Its name is drawn from `data-title`, in the language of the article. */
export const CalloutNode = Node.create<{ names: Record<CalloutKind, string> }>({
  name: 'callout',
  group: 'block',
  content: 'block+',
  defining: true,
  addOptions: () => ({
    names: Object.fromEntries(calloutKinds.map((kind) => [kind, kind])) as Record<
      CalloutKind,
      string
    >,
  }),
  addAttributes: () => ({
    kind: {
      default: 'note',
      parseHTML: (element: HTMLElement) => element.getAttribute('data-callout') ?? 'note',
      renderHTML: () => ({}),
    },
  }),
  parseHTML: () => [{ tag: 'div[data-callout]' }],
  renderHTML({ node }) {
    const kind = node.attrs.kind as CalloutKind;
    const attributes = {
      class: `callout callout-${kind}`,
      'data-callout': kind,
      'data-title': this.options.names[kind],
    };
    return ['div', attributes, 0];
  },
});

/** Puts what is selected into a box, or takes it out of the one around it. */
export function toggleCallout(editor: Editor): void {
  const chain = editor.chain().focus();
  if (editor.isActive('callout')) chain.lift('callout').run();
  else chain.wrapIn('callout', { kind: 'tip' }).run();
}
