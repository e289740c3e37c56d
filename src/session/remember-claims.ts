import 'server-only';
import { shared } from '@/platform/shared';

/** What the cookie says, encrypted: which session row of which tenant. The row decides. */
export interface Claims {
  sid: string;
  tid: string;
}

const most = 5_000;
const known = shared('claims', () => new Map<string, Claims>());

/**
 * Decrypting a cookie costs as much as a query, and it says the same at every request: what a
 * cookie said is remembered, by the whole cookie. It proves nothing more than the cookie did;
 * whether the session still lives is asked of its row every time.
 */
export async function rememberClaims(
  cookie: string,
  read: () => Promise<Claims | undefined>,
): Promise<Claims | undefined> {
  const remembered = known.get(cookie);
  if (remembered) return remembered;
  const claims = await read();
  if (!claims) return undefined;
  if (known.size >= most) known.delete(known.keys().next().value ?? '');
  known.set(cookie, claims);
  return claims;
}
