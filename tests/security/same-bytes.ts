import { expect } from 'vitest';
import type { WebVisitor } from '~tests/setup/web-visitor';

/**
 * Equal but for the nonce and the name itself. The pieces of a streamed page may be cut in another
 * way under load, so a few tries are given: a page that tells the two apart differs each time.
 */
export async function sameBytes(
  visitor: WebVisitor,
  one: string,
  other: string,
  hidden: RegExp,
): Promise<void> {
  const bare = async (path: string) => {
    const name = nameIn(path, path === one ? other : one);
    const { text, status } = await visitor.get(path);
    const nonce = /nonce="([^"]+)"/.exec(text)?.[1] ?? 'none';
    expect(status).toBe(404);
    expect(text).not.toMatch(hidden);
    return text
      .replaceAll(nonce, 'NONCE')
      .replace(new RegExp(`(?<=["/])${name}(?=[\\\\"])`, 'g'), 'IT');
  };
  const [here, there] = [new Set<string>(), new Set<string>()];
  for (let tries = 1; tries <= 40; tries++) {
    here.add(await bare(one));
    there.add(await bare(other));
    if ([...here].some((body) => there.has(body))) return;
  }
  expect([...here][0]).toBe([...there][0]);
}

/** The part of a path that the other one has another name in. */
function nameIn(path: string, other: string): string {
  const theirs = other.split('/');
  const name = path.split('/').find((part, at) => part !== theirs[at]);
  if (name === undefined) throw new Error(`${path} is asked for twice`);
  return name;
}
