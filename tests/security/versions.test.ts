import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import minimums from './minimum-versions.json';
import { isBelow, type Locked, tooOld } from './versions';

/** Threat 1: what is installed is at or above the versions that fixed what is known. */
const read = (file: string) => JSON.parse(readFileSync(file, 'utf8'));
const { packages } = read('package-lock.json') as { packages: Locked };

describe('the lockfile', () => {
  it('has every package of the list, and none of them too old', () => {
    for (const name of Object.keys(minimums)) {
      expect(Object.keys(packages)).toContain(`node_modules/${name}`);
    }
    expect(tooOld(packages, minimums)).toEqual([]);
  });

  it('holds what package.json says, to the digit', () => {
    const { dependencies, devDependencies, optionalDependencies } = read('package.json');
    const all = { ...dependencies, ...devDependencies, ...optionalDependencies };
    for (const [name, version] of Object.entries(all)) {
      expect({ name, version }).toEqual({ name, version: expect.stringMatching(/^\d+\.\d+\.\d+/) });
      expect(packages[`node_modules/${name}`]?.version).toBe(version);
    }
  });
});

describe('a version that is too old', () => {
  it('is found, in a nested copy too', () => {
    const locked = {
      'node_modules/next': { version: '16.0.6' },
      'node_modules/a/node_modules/nodemailer': { version: '7.0.6' },
      'node_modules/nextra': { version: '1.0.0' },
    };
    expect(tooOld(locked, minimums)).toEqual([
      expect.stringContaining('node_modules/next is 16.0.6'),
      expect.stringContaining('node_modules/a/node_modules/nodemailer is 7.0.6'),
    ]);
  });

  it.each([
    ['16.2.5', '16.2.6', true],
    ['16.10.0', '16.9.9', false],
    ['16.2.6', '16.2.6', false],
    ['5.0.0-beta.9', '5.0.0-beta.30', true],
    ['5.0.0-beta.32', '5.0.0-beta.30', false],
    ['5.0.0-beta.32', '5.0.0', true],
    ['5.0.0', '5.0.0-beta.30', false],
  ])('%s is below %s: %s', (version, other, answer) => {
    expect(isBelow(version, other)).toBe(answer);
  });
});
