import 'server-only';
import { eq } from 'drizzle-orm';
import { forInstallation } from '@/access/in-transaction';
import { readEnv } from '@/platform/env';
import { log } from '@/platform/log';
import { openKey } from './sealed-keys';
import { wildcards } from './tables';

/** The certificate that was ordered for the managed hosts. Throws `DatabaseAway`. */
export async function readOrderedWildcard() {
  const base = readEnv().BASE_DOMAIN;
  const [row] = await forInstallation((tx) =>
    tx
      .select({
        chain: wildcards.chain,
        keySealed: wildcards.keySealed,
        notAfter: wildcards.notAfter,
      })
      .from(wildcards)
      .where(eq(wildcards.baseDomain, base)),
  );
  if (!row?.chain || !row.keySealed || !row.notAfter) return undefined;
  const key = openKey(row.keySealed);
  if (key) return { chain: row.chain, key, notAfter: row.notAfter };
  log.error('certificate.keyDoesNotOpen', { host: `*.${base}` });
  return undefined;
}
