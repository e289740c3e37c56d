import 'server-only';

/**
 * acme-client, loaded where an authority is asked and not before: it takes a fifth of a second
 * and 38 MB, in every process.
 */
export async function acmeLibrary() {
  return (await import('acme-client')).default;
}
