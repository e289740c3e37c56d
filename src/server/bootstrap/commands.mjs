import { buildAll, buildPrograms } from './build-all.mjs';
import { bundle } from './bundle.mjs';
import { inRoot } from './console.mjs';
import { findNode } from './find-node.mjs';
import { installPackages } from './install-packages.mjs';
import { serverFlags } from './node-flags.mjs';
import { runHere, runServer } from './run-process.mjs';

const program = (name, flags = ['--enable-source-maps']) => [
  ...flags,
  inRoot('.build', `${name}.mjs`),
];

/** Installs, builds, and serves until it is told to stop. */
export async function runStart(args) {
  await build();
  return runServer(findNode(), [...program('server', serverFlags), ...args], {
    NODE_ENV: 'production',
  });
}

/** Serves with Next in development: pages reload by themselves, nothing is built before. */
export async function runDev(args) {
  await installPackages();
  await buildPrograms();
  const env = { NODE_ENV: 'development', NEXT_TELEMETRY_DISABLED: '1' };
  return runServer(findNode(), [...program('server'), '--dev', ...args], env);
}

/** An operator's command; standard output is its own. */
export async function runCli(args) {
  await installPackages();
  await buildPrograms();
  return runHere(findNode(), [...program('cli'), ...args]);
}

export async function runBench(args) {
  await build();
  await bundle({ bench: 'tests/bench/main.ts' });
  return runHere(findNode(), [...program('bench'), ...args], { NODE_ENV: 'production' });
}

export async function build() {
  await installPackages();
  await buildAll();
}
