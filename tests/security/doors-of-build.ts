import { readFileSync } from 'node:fs';
import path from 'node:path';

/** What the production build lets in, from its own manifests: tests over them can't forget one. */
export interface BuiltAction {
  id: string;
  /** `src/app/portal/_frame/actions.ts signOutAction`. */
  name: string;
  face: 'portal' | 'console' | 'provider';
  /** Page files that bundle it: `app/portal/(signed-in)/page`. */
  pages: string[];
}

interface ActionManifest {
  node: Record<
    string,
    { exportedName: string; filename: string; workers: Record<string, unknown> }
  >;
  edge: Record<string, unknown>;
}

export function builtActions(): BuiltAction[] {
  const { node } = readBuilt<ActionManifest>('server-reference-manifest.json');
  return Object.entries(node).map(([id, { exportedName, filename, workers }]) => ({
    id,
    name: `${filename} ${exportedName}`,
    face: faceOf(filename.replace('src/app/', '')),
    pages: Object.keys(workers),
  }));
}

export function actionId(name: string): string {
  const action = builtActions().find((one) => one.name === `src/app/${name}`);
  if (!action) throw new Error(`the build has no action ${name}`);
  return action.id;
}

export interface BuiltRoute {
  kind: 'page' | 'route';
  face: 'portal' | 'console' | 'provider' | 'api' | 'none';
  /** As visitors write it: `/tickets/[number]`. */
  address: string;
  /** As the manifest of actions names it: `app/portal/(signed-in)/page`. */
  file: string;
}

export function builtRoutes(): BuiltRoute[] {
  const manifest = readBuilt<Record<string, string>>('app-paths-manifest.json');
  return Object.keys(manifest).map((key) => {
    const parts = key.split('/').filter((part) => part && !/^\(.*\)$/.test(part));
    const kind = parts.pop() === 'route' ? 'route' : 'page';
    const face = faceOf(parts.join('/'));
    const own = face === 'portal' || face === 'provider' ? parts.slice(1) : parts;
    return { kind, face, address: `/${own.join('/')}`, file: `app${key}` };
  });
}

function faceOf<F extends BuiltRoute['face']>(place: string): F {
  const found = ['portal', 'console', 'provider', 'api'].find(
    (one) => place === one || place.startsWith(`${one}/`),
  );
  return (found ?? 'none') as F;
}

function readBuilt<T>(name: string): T {
  const file = path.resolve(process.env.JOURNEY_ROOT ?? '.', '.next/server', name);
  return JSON.parse(readFileSync(file, 'utf8')) as T;
}

/** The proxy's matchers as the build has them. */
export function builtProxyMatchers() {
  const { functions } = readBuilt<{
    functions: Record<string, { matchers?: { has?: { key: string; value: string }[] }[] }>;
  }>('functions-config-manifest.json');
  return functions['/_middleware']?.matchers ?? [];
}
