import { Extension, Node } from '@tiptap/core';
import { Plugin, type Transaction } from '@tiptap/pm/state';
import { goToNextCell, tableEditing } from '@tiptap/pm/tables';

const roles: Record<string, string> = {
  table: 'table',
  tableRow: 'row',
  tableHeader: 'header_cell',
  tableCell: 'cell',
};

const TableNode = Node.create({
  name: 'table',
  group: 'block',
  content: 'tableRow+',
  isolating: true,
  parseHTML: () => [{ tag: 'table' }],
  renderHTML: () => ['div', { class: 'table-scroll' }, ['table', ['tbody', 0]]],
});

const TableRow = Node.create({
  name: 'tableRow',
  content: '(tableCell | tableHeader)+',
  parseHTML: () => [{ tag: 'tr' }],
  renderHTML: () => ['tr', 0],
});

/** One line each: Markdown has no more room, nor cells over several columns. */
const cell = (name: string, tag: 'td' | 'th') =>
  Node.create({
    name,
    content: '(text | image)*',
    isolating: true,
    addAttributes: () => ({
      colspan: { default: 1, rendered: false, parseHTML: () => 1 },
      rowspan: { default: 1, rendered: false, parseHTML: () => 1 },
      colwidth: { default: null, rendered: false, parseHTML: () => null },
      align: {
        default: null,
        parseHTML: (element: HTMLElement) => {
          const { textAlign } = element.style;
          if (textAlign === 'right' || element.classList.contains('cell-right')) return 'right';
          const isCentred = textAlign === 'center' || element.classList.contains('cell-center');
          return isCentred ? 'center' : null;
        },
        renderHTML: ({ align }) => (align ? { class: `cell-${align}` } : {}),
      },
    }),
    parseHTML: () => [{ tag }],
    renderHTML: ({ HTMLAttributes }) => [tag, HTMLAttributes, 0],
  });

/** Tables as Markdown has them: the first row is the header, and a column is aligned as one. */
const TableManners = Extension.create({
  name: 'tableManners',
  extendNodeSchema: ({ name }) => (roles[name] ? { tableRole: roles[name] } : {}),
  addKeyboardShortcuts: () => ({
    Tab: ({ editor }) => goToNextCell(1)(editor.state, editor.view.dispatch),
    'Shift-Tab': ({ editor }) => goToNextCell(-1)(editor.state, editor.view.dispatch),
  }),
  addProseMirrorPlugins: () => [
    tableEditing(),
    new Plugin({
      appendTransaction: (transactions, _before, { doc, tr }) =>
        transactions.some(({ docChanged }) => docChanged) ? squared(doc, tr) : null,
    }),
  ],
});

function squared(doc: Transaction['doc'], tr: Transaction): Transaction | null {
  doc.descendants((table, tableAt) => {
    if (table.type.name !== 'table') return table.type.name !== 'paragraph';
    const columns = table.firstChild!.children.map(({ attrs }) => attrs.align);
    table.forEach((row, rowAt, index) => {
      const type = table.type.schema.nodes[index === 0 ? 'tableHeader' : 'tableCell']!;
      row.forEach((one, cellAt, column) => {
        const align = columns[column] ?? null;
        if (one.type === type && one.attrs.align === align) return;
        const at = tableAt + 1 + rowAt + 1 + cellAt;
        tr.setNodeMarkup(at, type, { ...one.attrs, align });
      });
    });
    return false;
  });
  return tr.docChanged ? tr : null;
}

export const tableNodes = [
  TableNode,
  TableRow,
  cell('tableHeader', 'th'),
  cell('tableCell', 'td'),
  TableManners,
];
