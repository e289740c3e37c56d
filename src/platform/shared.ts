/**
 * One value per process, whichever bundle asks: the listener, Next's routes and the jobs are
 * bundled apart but run in one process and must share the pool, the live hub and the request.
 */
export function shared<T>(name: string, make: () => T): T {
  const key = Symbol.for(`servicedesk.${name}`);
  const store = globalThis as unknown as Record<symbol, T | undefined>;
  store[key] ??= make();
  return store[key];
}
