import { cpSync, linkSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';

/**
 * Copies the bare app to `.build/bare-next` with a `node_modules` of its own (hard links): in
 * this tree Next would find our proxy and our instrumentation and no longer be bare.
 */
export function setApart(): string {
  const folder = path.resolve('.build/bare-next');
  rmSync(folder, { recursive: true, force: true });
  cpSync('tests/bench/bare-next', folder, { recursive: true });
  const lock = JSON.parse(readFileSync('package-lock.json', 'utf8')) as { packages: Packages };
  for (const place of closure(lock.packages, ['next', 'react', 'react-dom', 'pg'])) {
    // What is nested comes along with the package around it.
    if (place.lastIndexOf('node_modules/') === 0) link(place, path.join(folder, place));
  }
  return folder;
}

type Packages = Record<
  string,
  { dependencies?: Record<string, string>; optionalDependencies?: Record<string, string> }
>;

/** The installed packages that `names` need, as paths in `node_modules`. */
function closure(packages: Packages, names: string[]): Set<string> {
  const places = new Set<string>();
  const add = (name: string, from: string) => {
    const nested = `${from}/node_modules/${name}`;
    const place = packages[nested] ? nested : `node_modules/${name}`;
    if (places.has(place) || !packages[place] || !exists(place)) return;
    places.add(place);
    const { dependencies = {}, optionalDependencies = {} } = packages[place];
    for (const next of Object.keys({ ...dependencies, ...optionalDependencies })) add(next, place);
  };
  for (const name of names) add(name, '');
  return places;
}

function exists(place: string): boolean {
  try {
    return readdirSync(place).length > 0;
  } catch {
    return false; // of another platform
  }
}

function link(from: string, to: string): void {
  mkdirSync(to, { recursive: true });
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [path.join(from, entry.name), path.join(to, entry.name)];
    if (entry.isDirectory()) link(source, target);
    else if (entry.isFile()) linkSync(source, target);
  }
}
