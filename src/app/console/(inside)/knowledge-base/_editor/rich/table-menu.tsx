'use client';

import type { Editor } from '@tiptap/core';
import type { Command } from '@tiptap/pm/state';
import {
  addColumnAfter,
  addColumnBefore,
  addRowAfter,
  addRowBefore,
  deleteColumn,
  deleteRow,
  deleteTable,
  selectedRect,
} from '@tiptap/pm/tables';
import { useTranslations } from 'next-intl';
import { Button } from '@/ui/button';
import { Menu } from '@/ui/menu';

const changes = [
  ['console.knowledge.editor.table.rowAbove', addRowBefore],
  ['console.knowledge.editor.table.rowBelow', addRowAfter],
  ['console.knowledge.editor.table.deleteRow', deleteRow],
  ['console.knowledge.editor.table.columnBefore', addColumnBefore],
  ['console.knowledge.editor.table.columnAfter', addColumnAfter],
  ['console.knowledge.editor.table.deleteColumn', deleteColumn],
  ['console.knowledge.editor.table.alignStart', aligned(null)],
  ['console.knowledge.editor.table.alignCenter', aligned('center')],
  ['console.knowledge.editor.table.alignRight', aligned('right')],
  ['console.knowledge.editor.table.deleteTable', deleteTable],
] as const satisfies [string, Command][];

/** What can be done to the table around the cursor. */
export function TableMenu({ editor }: { editor: Editor }) {
  const t = useTranslations();
  return (
    <Menu
      trigger={<Button size="sm">{t('console.knowledge.editor.table.menu')}</Button>}
      entries={changes.map(([key, change]) => ({
        key,
        label: t(key),
        danger: change === deleteTable,
        onSelect: () => {
          change(editor.state, editor.view.dispatch);
          editor.commands.focus();
        },
      }))}
    />
  );
}

/** Aligns the column: its header cell says it, the cells below follow. */
function aligned(align: 'center' | 'right' | null): Command {
  return (state, dispatch) => {
    const { map, tableStart, left } = selectedRect(state);
    dispatch?.(state.tr.setNodeAttribute(tableStart + map.map[left]!, 'align', align));
    return true;
  };
}
