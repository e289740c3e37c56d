/** Between the ids in `dismissedCookie`. */
const apart = '.';

export function readDismissed(cookie: string | undefined): string[] {
  return cookie ? cookie.split(apart) : [];
}

/** The cookie with one more; old ones fall out, so that it stays small. */
export function withDismissed(cookie: string | undefined, id: string): string {
  const others = readDismissed(cookie).filter((one) => one !== id);
  return [...others, id].slice(-20).join(apart);
}
