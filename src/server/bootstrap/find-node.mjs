import { existsSync } from 'node:fs';
import { inRoot, Trouble } from './console.mjs';

/** The Node that everything of ours runs on: the pinned one of node_modules, else this one. */
export function findNode() {
  const platform = `${process.platform}-${process.arch}`;
  for (const name of [`node-${platform}`, `node-bin-${platform}`]) {
    const file = inRoot('node_modules', name, 'bin/node');
    if (existsSync(file)) return file;
  }
  if (Number.parseInt(process.versions.node, 10) >= 24) return process.execPath;
  throw new Trouble(
    `No Node is pinned for this machine (${platform}), and this one is ${process.versions.node}. Install Node 24 or newer, and start again.`,
  );
}
