import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';
import { afterAll } from 'vitest';
import type { DatabaseUrls } from '@/platform/roles';

export interface Worker {
  kill(): Promise<void>;
}

/**
 * Processes that work on orders (`tests/faults/certificates-worker.ts`), bundled once for the
 * file; those that still run are killed after it. `env` says which authority and whom to trust.
 */
export async function certificateWorkers(urls: DatabaseUrls, env: Record<string, string>) {
  const bundle = path.resolve(`.build/tests/certificates-worker-${process.pid}.mjs`);
  mkdirSync(path.dirname(bundle), { recursive: true });
  await build({
    entryPoints: ['tests/faults/certificates-worker.ts'],
    outfile: bundle,
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
    alias: { 'server-only': path.resolve('tests/setup/server-only.ts') },
    logLevel: 'error',
  });
  const running = new Set<ChildProcess>();
  const kill = async (child: ChildProcess) => {
    running.delete(child);
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGKILL');
    await ended;
  };
  afterAll(async () => {
    await Promise.all([...running].map(kill));
    rmSync(bundle, { force: true });
  });
  return async function startWorker(): Promise<Worker> {
    const child = spawn(process.execPath, [bundle], {
      env: { ...process.env, RUNTIME_URL: urls.runtime, JOBS_URL: urls.jobs, ...env },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    running.add(child);
    await new Promise((resolve) => child.stdout!.once('data', resolve));
    return { kill: () => kill(child) };
  };
}
