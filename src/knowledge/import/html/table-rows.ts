import { type ChildNode, type Element, isTag } from 'domhandler';

export interface TableRows {
  /** The cells of each row. */
  rows: Element[][];
  /** The first row names the columns. */
  headed: boolean;
  /** A cell that reaches over several. */
  hasMerged: boolean;
  /** A table that only puts one thing beside nothing: no table to read. */
  isLayout: boolean;
}

/** The rows of a table itself, not those of tables in its cells. Pure. */
export function tableRows(table: Element): TableRows {
  const rows = rowsIn(table.children, 0)
    .map((row) => row.children.filter(isCell))
    .filter((cells) => cells.length > 0);
  const cells = rows.flat();
  const inHead = table.children.some((child) => isTag(child) && child.name === 'thead');
  return {
    rows,
    headed: inHead || (rows[0]?.every(({ name }) => name === 'th') ?? false),
    hasMerged: cells.some(({ attribs }) => merges(attribs.colspan) || merges(attribs.rowspan)),
    isLayout:
      cells.length === 1 ||
      (rows.length > 0 && rows.every(({ length }) => length === 1) && !inHead),
  };
}

function rowsIn(nodes: readonly ChildNode[], depth: number): Element[] {
  return nodes.filter(isTag).flatMap((node) => {
    if (node.name === 'tr') return [node];
    return depth === 0 && ['thead', 'tbody', 'tfoot'].includes(node.name)
      ? rowsIn(node.children, 1)
      : [];
  });
}

const isCell = (node: ChildNode): node is Element =>
  isTag(node) && (node.name === 'td' || node.name === 'th');

const merges = (span: string | undefined) => Number(span ?? 1) > 1;
