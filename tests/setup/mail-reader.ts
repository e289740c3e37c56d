import { existsSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { build } from 'esbuild';

/** Bundles the program that reads mail, as the build does, for tests that run without one. */
export async function buildMailReader(): Promise<void> {
  const file = path.resolve('.build/read-mail.mjs');
  const own = path.resolve(`.build/tests/read-mail-${process.pid}.mjs`);
  await mkdir(path.dirname(own), { recursive: true });
  await build({
    entryPoints: ['src/notifications/inbound/read-worker.ts'],
    outfile: own,
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
    alias: { 'server-only': path.resolve('tests/setup/server-only.ts') },
    logLevel: 'error',
  });
  await rename(own, file); // whole, for tests beside this one
  if (!existsSync(file)) throw new Error('the reader was not built');
  await rm(own, { force: true });
}
