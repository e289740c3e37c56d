import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { inRoot, root } from './console.mjs';

/** Everything that a build is made of. */
const sources = [
  'src',
  'messages',
  'drizzle',
  'public',
  'next.config.ts',
  'postcss.config.mjs',
  'tsconfig.json',
  'package-lock.json',
];

/** A hash of the contents of all sources, and of the project's place: a build holds its path. */
export function hashSources() {
  const hash = createHash('sha256').update(root);
  for (const name of sources) if (existsSync(inRoot(name))) hashInto(hash, name);
  return hash.digest('hex');
}

function hashInto(hash, name) {
  if (statSync(inRoot(name)).isDirectory()) {
    for (const entry of readdirSync(inRoot(name)).sort()) hashInto(hash, path.join(name, entry));
    return;
  }
  const content = readFileSync(inRoot(name));
  hash.update(`${name}\0${content.length}\0`).update(content);
}
