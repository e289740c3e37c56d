import { readFileSync } from 'node:fs';
import { Pool } from 'pg';
import { createElement, type ReactNode } from 'react';

export const dynamic = 'force-dynamic';

type Tree = string | { tag: string; attributes: Record<string, string>; children: Tree[] };

const pool = new Pool({ connectionString: process.env.BARE_DATABASE_URL, max: 10 });
const tree: Tree[] = JSON.parse(
  readFileSync(/* turbopackIgnore: true */ process.env.BARE_MARKUP ?? '', 'utf8'),
);

/**
 * The elements of another page and one query: what React and Next alone take for that much
 * markup, with no session, no languages and no code of ours.
 */
export default async function Page() {
  await pool.query('SELECT now()');
  return <div>{tree.map(drawn)}</div>;
}

function drawn(node: Tree, at: number): ReactNode {
  if (typeof node === 'string') return node;
  const { tag, attributes, children } = node;
  return createElement(tag, { key: at, ...attributes }, ...children.map(drawn));
}
