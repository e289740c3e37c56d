import { createElement, type ReactNode } from 'react';
import markup from './markup.json';

export type Tree = string | { tag: string; attributes: Record<string, string>; children: Tree[] };

/** The elements of the page that the benchmark wrote over `markup.json`. */
export function drawAll(): ReactNode[] {
  return (markup as Tree[]).map(draw);
}

function draw(node: Tree, at: number): ReactNode {
  if (typeof node === 'string') return node;
  const { tag, attributes, children } = node;
  return createElement(tag, { key: at, ...attributes }, ...children.map(draw));
}
