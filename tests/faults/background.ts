import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';

/** The server's background jobs in a process of their own, that can be killed and started anew. */
export interface Background {
  start(): Promise<void>;
  /** As `kill -9` does: without a word. */
  kill(): Promise<void>;
  /** Kills what still runs, and takes the program away. */
  end(): Promise<void>;
}

export async function makeBackground(
  urls: { runtime: string; jobs: string },
  env: Record<string, string> = {},
): Promise<Background> {
  const bundle = path.resolve(`.build/tests/background-worker-${process.pid}.mjs`);
  mkdirSync(path.dirname(bundle), { recursive: true });
  await build({
    entryPoints: ['tests/faults/background-worker.ts'],
    outfile: bundle,
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
    alias: { 'server-only': path.resolve('tests/setup/server-only.ts') },
    logLevel: 'error',
  });
  let worker: ChildProcess | undefined;
  const kill = async () => {
    if (!worker) return;
    const ended = new Promise((resolve) => worker!.once('exit', resolve));
    worker.kill('SIGKILL');
    await ended;
    worker = undefined;
  };
  return {
    kill,
    async start() {
      worker = spawn(process.execPath, [bundle], {
        env: {
          ...process.env,
          RUNTIME_URL: urls.runtime,
          JOBS_URL: urls.jobs,
          LOG_LEVEL: 'silent',
          ...env,
        },
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      await new Promise((resolve) => worker!.stdout!.once('data', resolve));
    },
    async end() {
      await kill();
      rmSync(bundle, { force: true });
    },
  };
}
