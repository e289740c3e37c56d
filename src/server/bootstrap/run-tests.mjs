import { build } from './commands.mjs';
import { inRoot, say } from './console.mjs';
import { findBrowser } from './find-browser.mjs';
import { findNode } from './find-node.mjs';
import { findTestTools } from './find-test-tools.mjs';
import { installPackages } from './install-packages.mjs';
import { runHere } from './run-process.mjs';

const laws = /^(\.\/)?tests\/laws\b/;
/** Tests that need neither the production build nor a browser. */
const plain = /^(\.\/)?tests\/(laws|rooms)\b/;

/**
 * Runs everything, or what vitest's arguments choose. Answers the exit code: 0 only when the
 * style, the types and the tests are all right.
 */
export async function runTests(args) {
  await installPackages();
  const chosen = args.filter((argument) => !argument.startsWith('-'));
  const needsBuild = chosen.length === 0 || !chosen.every((name) => plain.test(name));
  const env = needsBuild ? await findBrowser() : {};
  const skipped =
    chosen.every((name) => laws.test(name)) && chosen.length > 0 ? [] : await findTestTools();
  if (needsBuild) await build();
  const node = findNode();
  const outcomes = chosen.length === 0 ? await checkSources(node) : [];
  const without = skipped.flatMap((file) => ['--exclude', file]);
  const vitest = [inRoot('node_modules/vitest/vitest.mjs'), 'run', ...args, ...without];
  const tests = await runHere(node, vitest, { NODE_ENV: 'test', ...env });
  const failed = outcomes.filter(({ code }) => code !== 0);
  for (const { name } of failed) say(`The ${name} check failed; its words stand above the tests.`);
  if (skipped.length > 0) say(`${skipped.length} suites were skipped; why stands above the tests.`);
  return tests || (failed.length > 0 ? 1 : 0);
}

async function checkSources(node) {
  const style = [inRoot('node_modules/@biomejs/biome/bin/biome'), 'check', '.'];
  const types = [inRoot('node_modules/typescript/bin/tsc'), '--noEmit'];
  return [
    { name: 'style', code: await runHere(node, style) },
    { name: 'type', code: await runHere(node, types) },
  ];
}
