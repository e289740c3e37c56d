/** A lockfile's packages: place in node_modules → version. */
export type Locked = Record<string, { version?: string }>;
export type Minimums = Record<string, { atLeast: string; because: string }>;

/** Every installed copy, nested ones too, that is older than the version which fixed a fault. */
export function tooOld(locked: Locked, minimums: Minimums): string[] {
  return Object.entries(locked).flatMap(([place, { version }]) => {
    const name = place.split('node_modules/').at(-1) ?? '';
    const minimum = Object.hasOwn(minimums, name) ? minimums[name] : undefined;
    if (!minimum || !version || !isBelow(version, minimum.atLeast)) return [];
    return [`${place} is ${version}, below ${minimum.atLeast}: ${minimum.because}`];
  });
}

/** Of two versions of semver.org; a prerelease comes before its release. */
export function isBelow(version: string, other: string): boolean {
  const [a, b] = [split(version), split(other)];
  for (let at = 0; at < 3; at++) {
    const difference = Number(a.numbers[at]) - Number(b.numbers[at]);
    if (difference !== 0) return difference < 0;
  }
  if (!a.prerelease || !b.prerelease) return a.prerelease !== '' && b.prerelease === '';
  return a.prerelease.localeCompare(b.prerelease, 'en', { numeric: true }) < 0;
}

function split(version: string) {
  const [numbers = '', ...rest] = version.split('+')[0]!.split('-');
  return { numbers: numbers.split('.'), prerelease: rest.join('-') };
}
