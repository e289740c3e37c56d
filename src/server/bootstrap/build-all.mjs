import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { holdLock } from '../../platform/hold-lock.mjs';
import { bundle } from './bundle.mjs';
import { compressAssets } from './compress-assets.mjs';
import { inRoot, say, Trouble, timed } from './console.mjs';
import { findNode } from './find-node.mjs';
import { hashSources } from './hash-sources.mjs';
import { runQuietly } from './run-process.mjs';

const programs = {
  server: 'src/server/main.ts',
  cli: 'src/cli/main.ts',
  'read-mail': 'src/notifications/inbound/read-worker.ts',
};

/** Builds the pages and the programs, each only where the sources have changed since. */
export async function buildAll() {
  const hash = hashSources();
  await once('pages', hash, ['.next/BUILD_ID'], buildPages);
  await buildPrograms(hash);
}

/** Bundles the server and the CLI into .build where the sources have changed since. */
export async function buildPrograms(hash = hashSources()) {
  const files = Object.keys(programs).map((name) => `.build/${name}.mjs`);
  await once('programs', hash, files, () => bundle(programs));
}

async function buildPages() {
  await timed('Building, half a minute or so', async () => {
    const next = inRoot('node_modules/next/dist/bin/next');
    const env = { NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' };
    const note = inRoot('.build/next.pid');
    const { code, said } = await runQuietly(findNode(), [next, 'build'], { env, note });
    if (code !== 0)
      throw new Trouble(`${said.trim()}\n\nThe build failed; the reason stands above.`);
    await compressAssets();
  });
}

/** Runs `work` unless it has succeeded for this hash and left its files; one process at a time. */
async function once(part, hash, files, work) {
  const isDone = () =>
    readStamps()[part] === hash && files.every((file) => existsSync(inRoot(file)));
  if (isDone()) return;
  mkdirSync(inRoot('.build'), { recursive: true });
  const onWait = (pid) => say(`Waiting for process ${pid}, which is building …`);
  await holdLock(
    inRoot('.build/build.lock'),
    async () => {
      if (isDone()) return;
      writeStamp(part, undefined); // killed half-way, it must not count as built
      await work();
      writeStamp(part, hash);
    },
    { onWait, patience: 900_000 },
  );
}

function readStamps() {
  try {
    return JSON.parse(readFileSync(inRoot('.build/stamp.json'), 'utf8'));
  } catch {
    return {};
  }
}

function writeStamp(part, hash) {
  const next = inRoot(`.build/stamp.json.${process.pid}`);
  writeFileSync(next, `${JSON.stringify({ ...readStamps(), [part]: hash }, null, 2)}\n`);
  renameSync(next, inRoot('.build/stamp.json'));
}
