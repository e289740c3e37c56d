import type { Editor } from '@tiptap/core';
import {
  Bold,
  Code,
  Heading2,
  Heading3,
  Heading4,
  Italic,
  Lightbulb,
  List,
  ListChecks,
  ListOrdered,
  Minus,
  Quote,
  Redo2,
  SquareCode,
  Strikethrough,
  Table2,
  Undo2,
} from 'lucide-react';
import { toggleCallout } from './callout-node';

export interface Deed {
  key: string;
  /** As its tooltip says it; `Mod` is Ctrl or ⌘. */
  keys?: string;
  icon: typeof Bold;
  run: (editor: Editor) => void;
  /** Left out where it is no state. */
  isOn?: (editor: Editor) => boolean;
  can?: (editor: Editor) => boolean;
}

const heading = (level: 2 | 3 | 4, icon: typeof Bold, key: string): Deed => ({
  key,
  keys: `Mod+Alt+${level}`,
  icon,
  run: (editor) => editor.chain().focus().toggleHeading({ level }).run(),
  isOn: (editor) => editor.isActive('heading', { level }),
});

/** What the bar offers, in groups. */
export const deeds = [
  [
    {
      key: 'console.knowledge.editor.undo',
      keys: 'Mod+Z',
      icon: Undo2,
      run: (editor) => editor.chain().focus().undo().run(),
      can: (editor) => editor.can().undo(),
    },
    {
      key: 'console.knowledge.editor.redo',
      keys: 'Mod+Shift+Z',
      icon: Redo2,
      run: (editor) => editor.chain().focus().redo().run(),
      can: (editor) => editor.can().redo(),
    },
  ],
  [
    heading(2, Heading2, 'console.knowledge.editor.heading2'),
    heading(3, Heading3, 'console.knowledge.editor.heading3'),
    heading(4, Heading4, 'console.knowledge.editor.heading4'),
  ],
  [
    {
      key: 'console.knowledge.mark.bold',
      keys: 'Mod+B',
      icon: Bold,
      run: (editor) => editor.chain().focus().toggleBold().run(),
      isOn: (editor) => editor.isActive('bold'),
    },
    {
      key: 'console.knowledge.mark.italic',
      keys: 'Mod+I',
      icon: Italic,
      run: (editor) => editor.chain().focus().toggleItalic().run(),
      isOn: (editor) => editor.isActive('italic'),
    },
    {
      key: 'console.knowledge.editor.strike',
      keys: 'Mod+Shift+S',
      icon: Strikethrough,
      run: (editor) => editor.chain().focus().toggleStrike().run(),
      isOn: (editor) => editor.isActive('strike'),
    },
    {
      key: 'console.knowledge.mark.code',
      keys: 'Mod+E',
      icon: Code,
      run: (editor) => editor.chain().focus().toggleCode().run(),
      isOn: (editor) => editor.isActive('code'),
    },
  ],
  [
    {
      key: 'console.knowledge.mark.list',
      keys: 'Mod+Shift+8',
      icon: List,
      run: (editor) => editor.chain().focus().toggleBulletList().run(),
      isOn: (editor) => editor.isActive('bulletList'),
    },
    {
      key: 'console.knowledge.mark.steps',
      keys: 'Mod+Shift+7',
      icon: ListOrdered,
      run: (editor) => editor.chain().focus().toggleOrderedList().run(),
      isOn: (editor) => editor.isActive('orderedList'),
    },
    {
      key: 'console.knowledge.editor.checklist',
      icon: ListChecks,
      run: toggleBoxes,
      isOn: hasBox,
    },
  ],
  [
    {
      key: 'console.knowledge.editor.quote',
      keys: 'Mod+Shift+B',
      icon: Quote,
      run: (editor) => editor.chain().focus().toggleBlockquote().run(),
      isOn: (editor) => editor.isActive('blockquote'),
    },
    {
      key: 'console.knowledge.editor.callout',
      icon: Lightbulb,
      run: toggleCallout,
      isOn: (editor) => editor.isActive('callout'),
    },
    {
      key: 'console.knowledge.editor.codeBlock',
      keys: 'Mod+Alt+C',
      icon: SquareCode,
      run: (editor) => editor.chain().focus().toggleCodeBlock().run(),
      isOn: (editor) => editor.isActive('codeBlock'),
    },
    {
      key: 'console.knowledge.mark.table',
      icon: Table2,
      run: insertTable,
      can: (editor) => !editor.isActive('table'),
    },
    {
      key: 'console.knowledge.editor.rule',
      icon: Minus,
      run: (editor) => editor.chain().focus().setHorizontalRule().run(),
      can: (editor) => !editor.isActive('table'),
    },
  ],
] satisfies Deed[][];

/** Whether the items here have boxes to tick. */
export function hasBox(editor: Editor): boolean {
  return editor.isActive('listItem') && editor.getAttributes('listItem').checked !== null;
}

function toggleBoxes(editor: Editor): void {
  const chain = editor.chain().focus();
  if (!editor.isActive('listItem')) chain.toggleBulletList();
  chain.updateAttributes('listItem', { checked: hasBox(editor) ? null : false }).run();
}

/** Behind the line at the cursor, or in its place where it is empty; the cursor goes into it. */
function insertTable(editor: Editor): void {
  const row = (type: string) => ({ type: 'tableRow', content: [{ type }, { type }] });
  const content = [row('tableHeader'), row('tableCell'), row('tableCell')];
  const { $from } = editor.state.selection;
  const isEmpty = $from.depth === 1 && $from.parent.content.size === 0;
  const before = isEmpty ? $from.before() : $from.depth > 0 ? $from.after() : $from.pos;
  const place = isEmpty ? { from: before, to: $from.after() } : before;
  editor.chain().focus().insertContentAt(place, { type: 'table', content }).run();
  let first: number | undefined;
  editor.state.doc.nodesBetween(before, editor.state.doc.content.size, (node, at) => {
    if (first === undefined && node.type.name === 'tableHeader') first = at + 1;
    return first === undefined;
  });
  if (first !== undefined) editor.commands.setTextSelection(first);
}
