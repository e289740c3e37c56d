import { fileURLToPath } from 'node:url';
import { inRoot, root, Trouble } from './console.mjs';

/**
 * Bundles TypeScript programs into `.build/‹name›.mjs` for the pinned Node. Packages stay
 * outside and are loaded from node_modules.
 * @param {Record<string, string>} programs name → source file
 */
export async function bundle(programs) {
  const { build } = await import('esbuild'); // not before it is installed
  try {
    await build({
      absWorkingDir: root,
      entryPoints: Object.entries(programs).map(([out, source]) => ({ in: inRoot(source), out })),
      outdir: inRoot('.build'),
      outExtension: { '.js': '.mjs' },
      bundle: true,
      platform: 'node',
      format: 'esm',
      target: 'node24',
      packages: 'external',
      sourcemap: true,
      sourcesContent: false,
      tsconfig: inRoot('tsconfig.json'),
      // It throws outside a server component, which is where these programs live.
      alias: { 'server-only': inRoot('node_modules/server-only/empty.js') },
      plugins: [nextBySuffix, drizzleInside],
      logLevel: 'error',
    });
  } catch (error) {
    if (error.errors)
      throw new Trouble('The program could not be bundled; the reason stands above.');
    throw error;
  }
}

/** `next` has no export map: plain Node finds `next/headers` by its file name only. */
const nextBySuffix = {
  name: 'next-by-suffix',
  setup({ onResolve }) {
    onResolve({ filter: /^next\/[\w-]+$/ }, (found) => ({
      path: `${found.path}.js`,
      external: true,
    }));
  },
};

/**
 * Node's loader holds 230 MB after importing drizzle-orm's hundreds of modules one by one;
 * inside the bundle they take 10 MB.
 */
const drizzleInside = {
  name: 'drizzle-inside',
  setup({ onResolve }) {
    onResolve({ filter: /^drizzle-orm(\/|$)/ }, (found) => ({
      path: fileURLToPath(import.meta.resolve(found.path)),
    }));
  },
};
